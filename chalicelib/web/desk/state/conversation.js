import { emptyLog, emptyOutbox, receive, reconnected } from "../../shared/delivery.js";

/** @typedef {import("./types.js").Conversation} Conversation */
/** @typedef {import("../../wire/frames.js").AssignedFrame} AssignedFrame */

/** A conversation that this desk meets for the first time. @param {AssignedFrame} frame @returns {Conversation} */
export function fresh(frame) {
  return {
    id: frame.conversation, channel: frame.channel, nickname: frame.nickname, language: frame.language,
    startedAt: frame.started_at, intake: frame.intake ?? {}, stage: "live", attached: true, visitorHere: true,
    until: null, typingAt: 0, log: emptyLog(), outbox: emptyOutbox(), reached: [], unreached: [], readmitted: false, notes: [], notesSent: [],
    unread: 0, isNew: true,
    draft: "", noteDraft: "", typedAt: 0, noticed: [], othersWait: false, answerBy: null, farewell: null, asked: null, handover: null, ending: null,
    pending: null, refusal: null,
  };
}

/**
 * The server's picture of a conversation laid over what this desk has of it: nothing typed here is lost.
 * @param {Conversation | undefined} known @param {AssignedFrame} frame
 * @returns {Conversation}
 */
export function assigned(known, frame) {
  const before = known ?? fresh(frame);
  const log = receive(before.log, frame.messages ?? []);
  const own = log.messages.filter((message) => message.from === "counsellor").map((message) => message.id);
  return {
    ...before, ...standing(frame), stage: "live", attached: true, log,
    outbox: reconnected(before.outbox, own, frame.last?.counsellor ?? 0),
    unreached: frame.visitor_here ? [] : before.unreached,
    notes: withNotes(before.notes, frame.notes ?? []),
    handover: null, ending: null, pending: null, farewell: null, refusal: null,
  };
}

/** @param {AssignedFrame} frame */
function standing(frame) {
  return {
    nickname: frame.nickname, intake: frame.intake ?? {}, visitorHere: frame.visitor_here,
    until: frame.until ?? null, noticed: frame.noticed ?? [],
    answerBy: frame.answer_by ?? null, asked: frame.asked ? askedOf(frame.asked) : null,
  };
}

/** @param {import("../../wire/frames.js").ResumeAskedFrame} frame @returns {import("./types.js").Asked} */
export function askedOf(frame) {
  return { question: frame.question, nickname: frame.nickname, sameOrigin: frame.same_origin, until: frame.until };
}

/**
 * Notes by `id`, oldest first; one that is still on its way comes last.
 * @param {Conversation["notes"]} known @param {readonly import("../../wire/frames.js").NotedFrame[]} shown
 */
export function withNotes(known, shown) {
  const stored = shown.map(({ id, text, counsellor, at }) => ({ id, text, counsellor, at, fate: /** @type {const} */ ("stored") }));
  const ids = new Set(stored.map((note) => note.id));
  return [...known.filter((note) => !ids.has(note.id)), ...stored].sort(byTime);
}

/** @param {{at: string | null}} one @param {{at: string | null}} other */
function byTime(one, other) {
  if (one.at === other.at) return 0;
  return (one.at ?? "~") < (other.at ?? "~") ? -1 : 1;
}
