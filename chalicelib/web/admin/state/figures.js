import { called } from "./effects.js";

/** @typedef {import("./types.js").Admin} Admin */
/** @typedef {(admin: Admin, event: import("./types.js").Event) => Admin} Step */

/** What the administrator asks of the figures. @type {Record<string, Step>} */
export const FIGURE_ACTS = { spans, takes_figures };

/** @type {Record<string, Step>} */
export const FIGURE_ANSWERS = { counted_came };

/** The month so many before the one of a day, as its first and last day. @param {string} day @param {number} back */
export function monthOf(day, back) {
  const [year, month] = day.split("-").map(Number);
  const at = (/** @type {number} */ m, /** @type {number} */ d) => new Date(Date.UTC(year, m, d)).toISOString().slice(0, 10);
  return { from: at(month - 1 - back, 1), to: at(month - back, 0) };
}

/** @param {Admin} admin */
export function countedAsked(admin) {
  const { channel, span } = admin;
  const then = { type: "counted_came", channel, span };
  return called(admin, { method: "GET", path: `admin/figures?${new URLSearchParams({ channel, ...span })}`, then, form: "figures" });
}

/** Other days, or the same ones by something else. @type {Step} */
function spans(admin, { change }) {
  return countedAsked({ ...admin, span: { ...admin.span, ...change }, notice: null });
}

/** What was asked before and comes later is shown no more. @type {Step} */
function counted_came(admin, { channel, span, answer }) {
  return channel === admin.channel && span === admin.span ? { ...admin, counted: answer } : admin;
}

/** @type {Step} */
function takes_figures(admin) {
  const body = { channel: admin.channel, ...admin.span };
  return called({ ...admin, notice: null }, { method: "POST", path: "admin/figures/exports", body, then: { type: "file_came" } });
}
