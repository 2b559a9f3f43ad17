import { have, markSent, put, sendable } from "../../shared/delivery.js";
import { changed, sent } from "./effects.js";

/** @typedef {import("./types.js").Desk} Desk */

/**
 * Sends what waits in a conversation: messages in order, then notes. Without a line it all stays.
 * @param {Desk} desk @param {string} id
 */
export function flushed(desk, id) {
  const known = desk.conversations[id];
  if (!known?.attached) return desk;
  const ready = sendable(known.outbox);
  const says = ready.map(({ n, id: own, text }) => ({ type: /** @type {const} */ ("say"), conversation: id, n, id: own, text }));
  const waiting = known.notes.filter(({ fate, id: own }) => fate === "waiting" && !known.notesSent.includes(own));
  const notes = waiting.map(({ id: own, text }) => ({ type: /** @type {const} */ ("note"), conversation: id, id: own, text }));
  const next = changed(desk, id, {
    outbox: markSent(known.outbox, ready), notesSent: [...known.notesSent, ...waiting.map((note) => note.id)],
  });
  return [...says, ...notes].reduce(sent, next);
}

/** @param {Desk} desk @param {string} id @param {{id: string, text: string}[]} texts */
export function queued(desk, id, texts) {
  const next = changed(desk, id, ({ outbox }) => ({
    outbox: texts.reduce((box, { id: own, text }) => put(box, own, text), outbox),
  }));
  return flushed(next, id);
}

/** Takes a conversation up on this connection; the answer brings what is missing here. @param {Desk} desk @param {string} id */
export function attaching(desk, id) {
  const known = desk.conversations[id];
  return sent(desk, { type: "attach", conversation: id, ...(known ? { have: have(known.log) } : {}) });
}
