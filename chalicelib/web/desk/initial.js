/** @typedef {import("./state/types.js").Desk} Desk */

/**
 * The desk before anything has happened.
 * @param {Partial<Desk>} before what an earlier page of this tab left behind
 * @returns {Desk}
 */
export function initial(before = {}) {
  return {
    line: "closed", wasOpen: false, skew: null, wanted: null, on: false, channel: null, slots: 0,
    available: false, light: null, lightAt: null, conversations: {}, order: [], active: null, offers: [], colleagues: null,
    openUntil: null, kept: {}, refusal: null, disclosures: {}, onCall: null, finished: [], endedBefore: [], putAway: null, wrapped: {}, away: false, catchesUp: false, effects: [], ...before,
  };
}
