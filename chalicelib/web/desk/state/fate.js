// What became of a stored message of the counsellors, as far as this page can know.

/** @typedef {import("./types.js").Conversation} Conversation */

const RESUME_WITHIN = 5 * 60_000;

/**
 * A page that was loaded anew has the messages and not what became of them: it claims no arrival. What was said after
 * the visitor's line was gone waits for them.
 * @param {Conversation} conversation @param {import("../../shared/delivery.js").Message} message
 * @returns {"" | "delivered" | "stored"}
 */
export function fateOf({ reached, unreached, visitorHere, until }, { from, id, at }) {
  if (from === "visitor") return "";
  if (reached.includes(id)) return "delivered";
  const waits = !visitorHere && until !== null && Date.parse(at) >= Date.parse(until) - RESUME_WITHIN;
  return waits || unreached.includes(id) ? "stored" : "";
}
