import { ACTS } from "./state/acts.js";
import { DECISIONS } from "./state/decisions.js";
import { DISCLOSURES } from "./state/disclosures.js";
import { FINISHED } from "./state/finished.js";
import { FRAMES } from "./state/frames.js";

/** @typedef {import("./state/types.js").Desk} Desk */
/** @typedef {import("./state/types.js").Event} Event */
/** @typedef {import("./state/types.js").Frame} Frame */

/**
 * One step of the desk: a frame of the server, something the counsellor did, or what became of the line.
 * Pure; what the world must do is written down in `effects`, which hold for this step only. Frames and
 * events that it does not know change nothing: a newer server may say more.
 * @param {Desk} desk @param {Event} event @returns {Desk}
 */
export function reduce(desk, event) {
  const calm = { ...desk, effects: [] };
  if (event.type === "frame") return heard(calm, event.frame, event.now ?? 0);
  return (ACTS[event.type] ?? DECISIONS[event.type] ?? DISCLOSURES[event.type] ?? FINISHED[event.type])?.(calm, event) ?? calm;
}

/** @param {Desk} desk @param {Frame} frame @param {number} now */
function heard(desk, frame, now) {
  const step = /** @type {import("./state/types.js").Step<Frame["type"]> | null} */ (/** @type {unknown} */ (Object.hasOwn(FRAMES, frame.type) ? FRAMES[frame.type] : null));
  return step ? step(timed(desk, frame, now), frame, now) : desk;
}

/**
 * How far the server's clock is ahead of this computer's. A frame takes time to travel, so the largest
 * difference seen on a connection is the nearest to the truth.
 * @param {Desk} desk @param {Frame} frame @param {number} now
 */
function timed(desk, frame, now) {
  if (!("at" in frame)) return desk;
  const skew = Date.parse(frame.at) - now;
  return { ...desk, skew: Math.max(skew, desk.skew ?? skew) };
}
