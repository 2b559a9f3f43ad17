import { ACTS } from "./state/acts.js";
import { ANSWERS } from "./state/answers.js";

/** @typedef {import("./state/types.js").Admin} Admin */
/** @typedef {import("./state/types.js").Event} Event */

const NOTHING_SOUGHT = { act: "", first: "", last: "" };

/** @param {{channel: string, day: string}} start the first channel, and today in Belgium @returns {Admin} */
export function initial({ channel, day }) {
  return {
    section: "now", channel, day, channels: null, hours: null, saved: null, shiftFaults: [], stale: false,
    preview: null, lists: {}, blockFor: "", sought: NOTHING_SOUGHT, check: null, busy: null, notice: null, errors: [], form: null, effects: [],
  };
}

/**
 * One step of the administrator's page: something that was done, or something the server answered. Pure; the
 * calls to make are written down in `effects`, which hold for this step only.
 * @param {Admin} admin @param {Event} event @returns {Admin}
 */
export function reduce(admin, event) {
  const calm = { ...admin, effects: [] };
  if (Object.hasOwn(ANSWERS, event.type)) return ANSWERS[event.type]({ ...calm, busy: null }, event);
  return Object.hasOwn(ACTS, event.type) ? ACTS[event.type](calm, event) : calm;
}

/** Are there hours on the screen that are not kept yet? @param {Admin} admin */
export function isDirty({ hours, saved }) {
  return JSON.stringify(hours) !== JSON.stringify(saved);
}
