// What the clock adds to the state. All of it is worked out at the moment of showing and kept nowhere.

/** @typedef {import("./types.js").Conversation} Conversation */

const LONG = 60;
const TOO_LONG = 180;
const TYPING_FOR = 25_000;
const BOOKS_CLOSE_AFTER = 60_000;

/**
 * How long the visitor has been waiting for an answer. Somebody who has just come in waits for a first word.
 * @param {Conversation} conversation @param {number} now by the server's clock
 * @returns {{seconds: number, level: "none" | "short" | "long" | "too_long"}}
 */
export function waitOf({ log, outbox, startedAt, stage }, now) {
  const answered = log.messages.map((message) => message.from).lastIndexOf("counsellor");
  const asked = log.messages[answered + 1]?.at ?? (log.messages.length ? null : startedAt);
  const answering = outbox.items.some((item) => item.flight !== "failed");
  if (stage !== "live" || !asked || answering) return { seconds: 0, level: "none" };
  const seconds = Math.max(0, Math.floor((now - Date.parse(asked)) / 1000));
  return { seconds, level: seconds >= TOO_LONG ? "too_long" : seconds >= LONG ? "long" : "short" };
}

/**
 * For how many minutes a visitor who is here has not said a word; null once they have.
 * @param {Conversation} conversation @param {number} now by the server's clock
 */
export function silentFor(conversation, now) {
  const { log, stage, visitorHere } = conversation;
  const spoken = log.messages.some((message) => message.from === "visitor");
  return stage === "live" && visitorHere && !spoken ? minutesOf(conversation, now) : null;
}

/** @param {Conversation} conversation @param {number} now by the server's clock */
export function minutesOf({ startedAt, ending }, now) {
  const last = ending ? Date.parse(ending.at) : now;
  return Math.max(0, Math.floor((last - Date.parse(startedAt)) / 60_000));
}

/**
 * May the visitor still be blocked? After the end only while the service knows where they came from.
 * @param {Conversation} conversation @param {number} now by the server's clock
 */
export function mayBlock({ stage, ending }, now) {
  if (stage === "live") return true;
  return stage === "ended" && ending !== null && !ending.until && now < Date.parse(ending.at) + BOOKS_CLOSE_AFTER;
}

/** @param {Conversation} conversation @param {number} now by this computer's clock */
export function isTyping({ typingAt, stage, visitorHere }, now) {
  return stage === "live" && visitorHere && typingAt > 0 && now - typingAt < TYPING_FOR;
}
