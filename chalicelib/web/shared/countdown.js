// What is left of a countdown.

/** Whole seconds until a moment, never below zero. @param {string} until @param {number} now */
export function secondsLeft(until, now) {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
}

/** 4:09. @param {number} seconds */
export function asClock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
