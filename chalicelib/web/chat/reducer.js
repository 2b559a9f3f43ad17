// The one function behind the chat page: a state and a frame of the server, or something that a person or the
// line did (`@…`), give the next state. No clock, no network, no page.

import { discard, fail, have, requeue } from "../shared/delivery.js";
import {
  answered, flushed, heard, known, lineChanged, noticed, peerMoved, peerTyping, released, replayed, resumed, sayRefused,
  saying, started, stopping, stored, typing,
} from "./conversation.js";
import { firstState, sending } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Event} Event */
/** @typedef {import("./state.js").Sent} Sent */
/** @typedef {import("../wire/frames.js").RefusedFrame} RefusedFrame */
/** @template {Event["type"]} T @typedef {import("./state.js").Rule<T>} Rule */

// Of the frames that only the desk hears there is none.
/** @type {{[T in import("./state.js").Act["type"]]: Rule<T>} & {[T in import("./state.js").Frame["type"]]?: Rule<T>}} */
const RULES = {
  status: lit,
  started,
  resumed,
  replayed,
  said: stored,
  message: heard,
  typing: peerTyping,
  peer: peerMoved,
  notice: noticed,
  // The no may have overtaken it.
  waiting: (state, { until }) => (state.phase === "asking" ? { ...state, waitingUntil: until } : state),
  ended,
  thanked: (state) => ({ ...state, survey: "done" }),
  refused,
  "@line": (state, { line }, now) => lineChanged(state, line, now),
  "@start": start,
  "@comeback": comeBack,
  "@back": (state) => ({ ...state, phase: "welcome", refusal: null, waitingUntil: null }),
  "@say": (state, { parts }) => saying(state, parts),
  "@retry": (state, { id }) => flushed({ ...state, outbox: requeue(state.outbox, id) }),
  "@discard": (state, { id }) => ({ ...state, outbox: discard(state.outbox, id) }),
  "@here": answered,
  "@typing": (state, _, now) => typing(state, now),
  "@tick": (state, _, now) => stopping(knocking(released(unanswered(state, now), now), now), now),
  "@hello": (state) => ({ ...state, tries: state.phase === "starting" ? state.tries + 1 : state.tries }),
  "@settled": (state) =>
    known(state) ? sending(state, { type: "replay", have: have(state.log) }) : state,
  "@end": (state) => (state.greeting ? { ...state, leaving: true } : sending({ ...state, leaving: true }, { type: "end" })),
  "@survey": (state, { answers }) => sending({ ...state, survey: "sending" }, { type: "survey", ...answers }),
  "@skip": (state) => ({ ...state, survey: "done" }),
  "@takeover": (state) => ({ ...state, phase: state.token ? "starting" : "welcome", returning: true }),
  // The page opens a new line for it: on this one the conversation that ended is still known.
  "@again": (state) => ({ ...firstState({ channel: state.channel, language: state.language }), status: state.status, skew: state.skew }),
};

/** @param {State} state @param {Event} event @param {number} [now] @returns {State} */
export function reduce(state, event, now = 0) {
  const rule = /** @type {Rule<Event["type"]> | undefined} */ (/** @type {unknown} */ (RULES[event.type]));
  const before = { ...state, out: [] };
  // A newer server may send what this page does not know yet.
  return rule ? rule(clocked(before, event, now), event, now) : before;
}

/** The frames that make the server know us on a new connection. @param {State} state @returns {Sent[]} */
export function hello(state) {
  if (state.token) return [{ type: "resume", token: state.token, have: have(state.log) }];
  if (state.phase === "starting") return [startFrame(state)];
  if (state.phase === "asking") return [askFrame(state)];
  return [watchFrame(state)];
}

/** @param {State} state @param {Event} event @param {number} now @returns {State} */
function clocked(state, event, now) {
  switch (event.type) {
    case "status": case "started": case "said": case "notice": case "ended":
      return event.at ? { ...state, skew: Date.parse(event.at) - now } : state;
    default: return state;
  }
}

/** @param {State} state @returns {Sent} */
function watchFrame({ channel, language }) {
  return { type: "watch", channel, language };
}

/** @param {State} state @returns {Sent} */
function startFrame({ channel, nickname, intake, language }) {
  return { type: "start", channel, nickname, intake, language };
}

/** @param {State} state @returns {Sent} */
function askFrame({ channel, nickname, language }) {
  return { type: "resume", channel, nickname, language };
}

/** @param {State} state @returns {State} */
function watching(state) {
  return sending(state, watchFrame(state));
}

/** Pushes may overtake each other: the newest moment counts. @type {Rule<"status">} */
function lit(state, frame) {
  if (frame.channel !== state.channel || (state.status && frame.at < state.status.at)) return state;
  const { light, message, at, next_opening, open_until, elsewhere } = frame;
  // A new light outdates only what was said about the light.
  const outdated = light === "open" && ["busy", "closed"].includes(state.refusal?.reason ?? "");
  return { ...state, status: { light, message, at, next_opening, open_until, elsewhere }, refusal: outdated ? null : state.refusal };
}

/** @type {Rule<"@start">} */
function start(state, { nickname, intake }) {
  const next = { ...state, phase: /** @type {const} */ ("starting"), nickname, intake, refusal: null, tries: 0, returning: false };
  return state.line === "open" ? sending({ ...next, tries: 1 }, startFrame(next)) : next;
}

/** @type {Rule<"@comeback">} */
function comeBack(state, { nickname }) {
  const next = { ...state, phase: /** @type {const} */ ("asking"), nickname, refusal: null, waitingUntil: null };
  return state.line === "open" ? sending(next, askFrame(next)) : next;
}

/**
 * The five minutes are over. The service says so too, but what it said may be lost, and a clock that stands still
 * tells nobody what to do. One last ask finds a yes that was lost; a no to it is late.
 * @param {State} state @param {number} now @returns {State}
 */
function unanswered(state, now) {
  if (state.phase !== "asking" || !state.waitingUntil || now + state.skew < Date.parse(state.waitingUntil)) return state;
  const next = { ...state, phase: /** @type {const} */ ("welcome"), waitingUntil: null, refusal: { reason: "unanswered", message: "" } };
  return state.line === "open" ? watching(sending(next, askFrame(next))) : next;
}

/** @type {Rule<"ended">} */
function ended(state, frame) {
  const { by, reason, message, until, elsewhere } = frame;
  // Who was blocked, or has not said a word, has no opinion to give.
  const survey = until || ["blocked", "silent"].includes(reason) ? "none" : state.survey;
  return { ...over(state), survey, ending: { by, reason, message, until, elsewhere } };
}

/** What was not stored by now never will be. @param {State} state @returns {State} */
function over(state) {
  const outbox = state.outbox.items.reduce((box, item) => fail(box, item.id), state.outbox);
  return { ...state, phase: "ended", token: null, outbox, answerBy: null, answering: false, downUntil: null, typingUntil: 0, held: [], knockAt: null };
}

const GONE = ["ended", "unknown", "not_yours"];
const AGAIN = ["too_fast", "failed"];
const LATER = [...AGAIN, "not_now"];

/** @type {Rule<"refused">} */
function refused(state, frame, now) {
  if (frame.reason === "replaced") return { ...state, phase: "replaced" };
  if (frame.frame === "start") return startRefused(state, frame);
  if (isLate(state, frame)) return state;
  if (state.survey === "sending") return { ...state, survey: AGAIN.includes(frame.reason) ? "open" : "none" };
  // Whatever frame it is about: this is how we learn of an end whose frame never reached us.
  if (state.phase === "talking" && GONE.includes(frame.reason)) return lost(state, frame);
  if (frame.frame === "say") return sayRefused(state, frame, now);
  if (frame.frame === "resume") return resumeRefused(state, frame, now);
  // The greeting brings back the question whose answer was not taken.
  return [undefined, "here"].includes(frame.frame) && LATER.includes(frame.reason) ? later(state, frame, now) : state;
}

/** A no to an old question, when the page goes its way already. @param {State} state @param {RefusedFrame} frame */
function isLate({ phase, token, greeting }, frame) {
  const onTheWayBack = phase === "asking" || (phase === "starting" && token !== null) || (phase === "talking" && greeting);
  return frame.frame === "resume" && !onTheWayBack;
}

/** @param {RefusedFrame} frame @returns {import("./state.js").Refusal} */
function refusal(frame) {
  const { reason, message, until, next_opening, elsewhere } = frame;
  return { reason, message, until, next_opening, elsewhere, frame: frame.frame };
}

/** @param {State} state @param {RefusedFrame} frame @returns {State} */
function startRefused(state, frame) {
  // The first request got through and its answer was lost: the nickname that is taken is our own.
  if (frame.reason === "nickname_taken" && state.tries > 1) return comeBack(state, { type: "@comeback", nickname: state.nickname }, 0);
  const { reason, next_opening = state.status?.next_opening, open_until } = frame;
  const told = reason === "busy" || reason === "closed" ? reason : state.status?.light;
  const status = state.status && told ? { ...state.status, light: told, next_opening, open_until } : null;
  return watching({ ...state, phase: "welcome", refusal: refusal(frame), status });
}

/** @type {Rule<"refused">} */
function resumeRefused(state, frame, now) {
  if (LATER.includes(frame.reason)) return later(state, frame, now);
  return watching({ ...state, phase: "welcome", token: null, returning: false, refusal: refusal(frame) });
}

/**
 * Greet the server anew in a while. A refusal that names no frame (the gateway's own) may be about anything: the
 * answer to a greeting tells what is missing on either side, and what it does not have goes out again.
 * @type {Rule<"refused">}
 */
function later(state, frame, now) {
  return { ...state, greeting: true, knockAt: now + (frame.retry_after ?? 3) * 1000 };
}

/** @param {State} state @param {RefusedFrame} frame @returns {State} */
function lost(state, frame) {
  const { reason, message, elsewhere } = frame;
  return { ...over(state), survey: "none", ending: { by: "service", reason, message, elsewhere } };
}

/** @param {State} state @param {number} now @returns {State} */
function knocking(state, now) {
  if (state.knockAt === null || now < state.knockAt || state.line !== "open") return state;
  return { ...state, knockAt: null, out: [...state.out, ...hello(state)] };
}
