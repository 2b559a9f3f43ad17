// The server refuses a reason of fewer letters.
export const SHORTEST = 3;
