import { announced, changed, sent } from "./effects.js";
import { queued } from "./outgoing.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Event} Event */
/** @typedef {(desk: Desk, event: Event) => Desk} Act */
/** @typedef {Extract<import("./types.js").Sent, {conversation: string}>} About */

/** What the counsellor decides about a conversation. @type {Record<string, Act>} */
export const DECISIONS = { transfers, withdraws, accepts, declines, ends, takes_leave, blocks };

/**
 * What cannot wait for a line is not kept for later: an ending that comes minutes late would surprise everybody.
 * @param {Desk} desk @param {About} frame
 */
function atOnce(desk, frame) {
  if (desk.line !== "open") return announced(desk, "desk.announce.needs_line");
  return sent(changed(desk, frame.conversation, { refusal: null }), frame);
}

/** @param {Desk} desk @param {About} frame */
function pending(desk, frame) {
  const next = atOnce(desk, frame);
  return desk.line === "open" ? changed(next, frame.conversation, { pending: frame.type }) : next;
}

/** @type {Act} */
function transfers(desk, { conversation, colleague, note }) {
  return pending(desk, { type: "transfer", conversation, ...(colleague ? { colleague } : {}), ...(note ? { note } : {}) });
}

/** Nothing waits for an answer: if the colleague said yes before, that comes by itself. @type {Act} */
function withdraws(desk, { conversation }) {
  const next = atOnce(desk, { type: "withdraw", conversation });
  return desk.line === "open" ? changed(next, conversation, { handover: null }) : next;
}

/** A yes or no is to the question that stood beside the button. @type {Act} */
function accepts(desk, { conversation, question }) {
  const next = atOnce(desk, { type: "accept", conversation, question });
  return desk.line === "open" ? changed(next, conversation, ({ asked }) => ({ asked: null, readmitted: asked !== null })) : next;
}

/** @type {Act} */
function declines(desk, { conversation, question }) {
  const next = atOnce(desk, { type: "decline", conversation, question });
  if (desk.line !== "open") return next;
  const offers = desk.offers.filter((offer) => offer.conversation !== conversation);
  return changed({ ...next, offers }, conversation, { asked: null });
}

/** @type {Act} */
function ends(desk, { conversation }) {
  return pending(desk, { type: "end", conversation });
}

/** A goodbye first; it ends once that is stored, so that neither overtakes the other. @type {Act} */
function takes_leave(desk, { conversation: id, id: own, text }) {
  if (desk.line !== "open") return announced(desk, "desk.announce.needs_line");
  return queued(changed(desk, id, { pending: "end", farewell: own, refusal: null }), id, [{ id: own, text }]);
}

/** @type {Act} */
function blocks(desk, { conversation, reason }) {
  return pending(desk, { type: "block", conversation, reason });
}
