// The rules of a conversation that is on: what is said, stored, missing, delivered and picked up again.

import {
  emptyLog, emptyOutbox, fail, gap, have, markSent, outOfStep, put, receive, reconnected, requeue, said, sendable,
} from "../shared/delivery.js";
import { RESUME_WITHIN, sending } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @template {import("./state.js").Event["type"]} T @typedef {import("./state.js").Rule<T>} Rule */

const TYPING_EVERY = 20_000;
const TYPING_STOPS = 5_000;
const TYPING_SHOWN = 25_000;
const RETRY_AFTER = 3;

/** Does the server know whose line this is? @param {State} state */
export function known(state) {
  return state.phase === "talking" && !state.greeting;
}

/** Send what waits, when there is somebody to send it to. @param {State} state @returns {State} */
export function flushed(state) {
  if (!known(state)) return state;
  const items = sendable(state.outbox).filter((item) => !state.held.includes(item.id));
  const frames = items.map(({ n, id, text }) => ({ type: /** @type {const} */ ("say"), n, id, text }));
  return { ...state, outbox: markSent(state.outbox, items), out: [...state.out, ...frames] };
}

/** Ask for what is missing, once a gap. @param {State} state @param {Record<string, number>} [last] */
function mended(state, last) {
  const missing = gap(state.log, last);
  return missing ? sending({ ...state, log: missing.log }, { type: "replay", have: missing.have }) : state;
}

/** @param {State} state @param {{id: string, text: string}[]} parts @returns {State} */
export function saying(state, parts) {
  const outbox = parts.reduce((box, part) => put(box, part.id, part.text), state.outbox);
  return flushed({ ...state, outbox, toldTypingAt: 0, answerBy: null });
}

/** @type {Rule<"started">} */
export function started(state, frame) {
  const { token, counsellor } = frame;
  return flushed({ ...state, phase: "talking", token, counsellor, refusal: null, peer: { here: true }, tries: 0, greeting: false, knockAt: null });
}

/** @type {Rule<"resumed">} */
export function resumed(state, frame) {
  const fresh = frame.token ? { log: emptyLog(frame.last), outbox: emptyOutbox(frame.last.visitor) } : {};
  const log = receive(fresh.log ?? state.log, frame.messages ?? []);
  const ours = log.messages.filter((message) => message.from === "visitor").map((message) => message.id);
  const outbox = reconnected(fresh.outbox ?? state.outbox, ours, frame.last.visitor);
  const back = {
    ...state, log, outbox, phase: /** @type {const} */ ("talking"), token: frame.token ?? state.token,
    counsellor: frame.counsellor, peer: { here: frame.counsellor_here, until: frame.until },
    notices: [...new Set([...state.notices, ...(frame.noticed ?? [])])], held: [],
    answerBy: outbox.items.length ? null : frame.answer_by ?? null, answering: false,
    downUntil: null, waitingUntil: null, refusal: null, returning: false, tries: 0, greeting: false, knockAt: null,
  };
  const asked = frame.more ? sending(back, { type: "replay", have: have(log) }) : mended(back, frame.last);
  const told = state.answering ? answered(asked) : asked;
  return flushed(back.leaving ? sending(told, { type: "end" }) : told);
}

/** @type {Rule<"replayed">} */
export function replayed(state, frame) {
  const before = have(state.log);
  const log = receive(state.log, frame.messages);
  const ids = new Set(log.messages.map((message) => message.id));
  const arrived = state.outbox.items.filter((item) => ids.has(item.id));
  const outbox = arrived.reduce((box, item) => said(box, item), state.outbox);
  const now = have(log);
  const moved = now.visitor > before.visitor || now.counsellor > before.counsellor;
  const next = flushed({ ...state, log, outbox });
  // A page of history that brings nothing new would be asked for without end.
  return frame.more && moved ? sending(next, { type: "replay", have: now }) : mended(next, frame.last);
}

/** @type {Rule<"said">} */
export function stored(state, frame) {
  const item = state.outbox.items.find((each) => each.id === frame.id);
  if (!item) return state;
  const message = { from: /** @type {const} */ ("visitor"), n: frame.n, id: frame.id, text: item.text, at: frame.at };
  return flushed({
    ...state,
    outbox: said(state.outbox, { id: frame.id, n: frame.n }),
    log: receive(state.log, [message]),
    late: frame.delivered ? state.late : [...state.late, frame.id],
  });
}

/** @type {Rule<"message">} */
export function heard(state, frame) {
  const { from, n, id, text, at, author } = frame;
  return mended({ ...state, log: receive(state.log, [{ from, n, id, text, at, author }]), typingUntil: 0 });
}

/** @type {Rule<"peer">} */
export function peerMoved(state, frame) {
  const counsellor = frame.counsellor ?? state.counsellor;
  return {
    ...state,
    counsellor, moves: movesWith(state, frame.counsellor),
    peer: { here: frame.here, until: frame.until },
    late: frame.here ? [] : state.late,
    // Who wrote until now goes on no more, and the other has not begun.
    typingUntil: frame.here && counsellor === state.counsellor ? state.typingUntil : 0,
    toldTypingAt: frame.here ? state.toldTypingAt : 0,
  };
}

/** @param {State} state @param {string} [name] who answers from now on */
function movesWith({ counsellor, moves, log }, name) {
  if (!name || name === counsellor) return moves;
  return [...moves, { id: `move-${moves.length}`, name, after: log.messages.at(-1)?.id ?? null }];
}

/** A message of ours was not taken. @type {Rule<"refused">} */
export function sayRefused(state, frame, now) {
  const { reason, id = "" } = frame;
  if (reason === "out_of_step") return flushed({ ...state, outbox: outOfStep(state.outbox, { id, last_n: frame.last_n }) });
  if (reason === "too_fast" || reason === "failed" || reason === "not_now") {
    const heldUntil = now + (frame.retry_after ?? RETRY_AFTER) * 1000;
    return { ...state, held: [...state.held, id], heldUntil: Math.max(state.heldUntil, heldUntil) };
  }
  return flushed({ ...state, outbox: fail(state.outbox, id) });
}

/** @param {State} state @param {number} now @returns {State} */
export function released(state, now) {
  if (state.held.length === 0 || now < state.heldUntil) return state;
  const outbox = state.held.reduce((box, id) => requeue(box, id), state.outbox);
  return flushed({ ...state, outbox, held: [] });
}

/** The line went or came. @param {State} state @param {State["line"]} line @param {number} now @returns {State} */
export function lineChanged(state, line, now) {
  const down = state.phase === "talking" && line !== "open" && state.downUntil === null;
  const typingUntil = line === "open" ? state.typingUntil : 0;
  const greeting = state.greeting || line !== "open";
  return { ...state, line, greeting, typingUntil, toldTypingAt: 0, downUntil: down ? now + RESUME_WITHIN : state.downUntil };
}

/** Time says something; whoever is writing at that moment need not be asked whether they are there. @type {Rule<"notice">} */
export function noticed(state, { notice, until }, now) {
  if (notice === "still_here") return { ...state, answerBy: null, answering: false };
  if (notice !== "silent_visitor") return { ...state, notices: [...new Set([...state.notices, notice])] };
  const asked = { ...state, answerBy: until ?? null, answering: false };
  return state.typedAt && now - state.typedAt < TYPING_SHOWN ? answered(asked) : asked;
}

/** The visitor is there. Without a line the question stays, and is asked anew with the greeting. Whose answer went down
 * with a line that nobody knew was dead is not asked twice: the next line says it again. @param {State} state @returns {State} */
export function answered(state) {
  return state.answerBy && known(state) ? sending({ ...state, answerBy: null, answering: true }, { type: "here" }) : state;
}

/** The visitor is typing; told when they begin and now and then, because each frame costs. @param {State} state @param {number} now */
export function typing(state, now) {
  const types = { ...answered(state), typedAt: now };
  if (!known(state) || !state.peer.here) return types;
  if (state.toldTypingAt && now - state.toldTypingAt < TYPING_EVERY) return types;
  return sending({ ...types, toldTypingAt: now }, { type: "typing", on: true });
}

/** Whoever was told of it hears that it stopped. @param {State} state @param {number} now @returns {State} */
export function stopping(state, now) {
  if (!state.toldTypingAt || now - state.typedAt < TYPING_STOPS) return state;
  return sending({ ...state, toldTypingAt: 0 }, { type: "typing", on: false });
}

/** A server from before `on` tells of the beginning only. @type {Rule<"typing">} */
export function peerTyping(state, { on = true }, now) {
  return { ...state, typingUntil: on ? now + TYPING_SHOWN : 0 };
}
