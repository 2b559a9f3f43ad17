import { fresh } from "./conversation.js";

/** @typedef {import("./types.js").Conversation} Conversation */
/** @typedef {import("./types.js").Kept} Kept */

/**
 * What a reload of the page must not lose: half a sentence, and messages that the server has not confirmed.
 * @param {import("./types.js").Desk} desk @returns {Record<string, Kept>}
 */
export function keepable(desk) {
  const live = Object.values(desk.conversations).filter(({ stage }) => stage === "live");
  const kept = live.map(({ id, draft, noteDraft, outbox }) => [id, { draft, noteDraft, outbox }]);
  return { ...desk.kept, ...Object.fromEntries(kept) };
}

/**
 * A conversation of before the reload, with the same numbers and ids: if the server has a message, the
 * repeat is recognised.
 * @param {Kept | undefined} kept @param {import("../../wire/frames.js").AssignedFrame} frame @returns {Conversation | undefined}
 */
export function restored(kept, frame) {
  return kept && { ...fresh(frame), isNew: false, ...kept };
}
