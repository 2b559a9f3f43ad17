import { announced, changed, sent } from "./effects.js";
import { queued } from "./outgoing.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Event} Event */
/** @typedef {(desk: Desk, event: Event) => Desk} Act */

/** What the counsellor decides about a conversation. @type {Record<string, Act>} */
export const DECISIONS = { transfers, withdraws, accepts, declines, ends, takes_leave, blocks };

/**
 * What cannot wait for a line is not kept for later: an ending that comes minutes late would surprise everybody.
 * @param {Desk} desk @param {Event} event @param {Record<string, any>} frame
 */
function atOnce(desk, { conversation }, frame) {
  if (desk.line !== "open") return announced(desk, "desk.announce.needs_line");
  return sent(changed(desk, conversation, { refusal: null }), { ...frame, conversation });
}

/** @param {Desk} desk @param {Event} event @param {Record<string, any>} frame */
function pending(desk, event, frame) {
  const next = atOnce(desk, event, frame);
  return desk.line === "open" ? changed(next, event.conversation, { pending: frame.type }) : next;
}

/** @type {Act} */
function transfers(desk, event) {
  const { colleague, note } = event;
  return pending(desk, event, { type: "transfer", ...(colleague ? { colleague } : {}), ...(note ? { note } : {}) });
}

/** Nothing waits for an answer: if the colleague said yes before, that comes by itself. @type {Act} */
function withdraws(desk, event) {
  const next = atOnce(desk, event, { type: "withdraw" });
  return desk.line === "open" ? changed(next, event.conversation, { handover: null }) : next;
}

/** A yes or no is to the question that stood beside the button. @type {Act} */
function accepts(desk, event) {
  const next = atOnce(desk, event, { type: "accept", question: event.question });
  return desk.line === "open" ? changed(next, event.conversation, ({ asked }) => ({ asked: null, readmitted: asked !== null })) : next;
}

/** @type {Act} */
function declines(desk, event) {
  const next = atOnce(desk, event, { type: "decline", question: event.question });
  if (desk.line !== "open") return next;
  const offers = desk.offers.filter(({ conversation }) => conversation !== event.conversation);
  return changed({ ...next, offers }, event.conversation, { asked: null });
}

/** @type {Act} */
function ends(desk, event) {
  return pending(desk, event, { type: "end" });
}

/** A goodbye first; it ends once that is stored, so that neither overtakes the other. @type {Act} */
function takes_leave(desk, { conversation: id, id: own, text }) {
  if (desk.line !== "open") return announced(desk, "desk.announce.needs_line");
  return queued(changed(desk, id, { pending: "end", farewell: own, refusal: null }), id, [{ id: own, text }]);
}

/** @type {Act} */
function blocks(desk, event) {
  return pending(desk, event, { type: "block", reason: event.reason });
}
