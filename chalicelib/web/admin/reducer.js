import { ACTS } from "./state/acts.js";
import { ANSWERS } from "./state/answers.js";
import { DISCLOSURE_ACTS, DISCLOSURE_ANSWERS } from "./state/disclosures.js";
import { FIGURE_ACTS, FIGURE_ANSWERS, monthOf } from "./state/figures.js";

/** @typedef {import("./state/types.js").Admin} Admin */
/** @typedef {import("./state/types.js").Event} Event */

const ALL_ANSWERS = { ...ANSWERS, ...DISCLOSURE_ANSWERS, ...FIGURE_ANSWERS };
const ALL_ACTS = { ...ACTS, ...DISCLOSURE_ACTS, ...FIGURE_ACTS };

const NOTHING_SOUGHT = { act: "", first: "", last: "" };

/** @param {{channel: string, day: string}} start the first channel, and today in Belgium @returns {Admin} */
export function initial({ channel, day }) {
  return {
    section: "now", channel, day, channels: null, seenAt: 0, missed: false, hours: null, saved: null, shiftFaults: [], stale: false,
    preview: null, lists: {}, centres: null, sentCsv: "", blockFor: "", reach: null, orderFor: "", sought: NOTHING_SOUGHT, check: null, openOnes: [], years: null, counted: null, today: day, span: { ...monthOf(day, 1), by: "week" }, faultWeeks: null, origins: null, busy: null, notice: null, errors: [], form: null, effects: [],
  };
}

/**
 * One step of the administrator's page: something that was done, or something the server answered. Pure; the
 * calls to make are written down in `effects`, which hold for this step only.
 * @param {Admin} admin @param {Event} event @returns {Admin}
 */
export function reduce(admin, event) {
  const calm = { ...admin, effects: [] };
  if (Object.hasOwn(ALL_ANSWERS, event.type)) return told(admin, ALL_ANSWERS[event.type]({ ...calm, busy: null }, event), event);
  return Object.hasOwn(ALL_ACTS, event.type) ? ALL_ACTS[event.type](calm, event) : calm;
}

/** That something is done is of no use in another part than where it was asked. @param {Admin} before @param {Admin} after @param {Event} event @returns {Admin} */
function told(before, after, { askedIn = before.section }) {
  return askedIn === before.section || after.notice?.kind !== "done" ? after : { ...after, notice: before.notice };
}

/** Are there hours on the screen that are not kept yet? @param {Admin} admin */
export function isDirty({ hours, saved }) {
  return JSON.stringify(hours) !== JSON.stringify(saved);
}
