import { minutesOf, silentFor, waitOf } from "../state/waiting.js";

/** @typedef {import("../state/types.js").Conversation} Conversation */
/** @typedef {import("../../shared/words.js").Say} Say */

/**
 * How a visitor is doing, in words; the level gives them a colour on top.
 * @param {Say} say @param {Conversation} conversation @param {number} now
 */
export function waitWords(say, conversation, now) {
  if (conversation.stage !== "live") return { words: say(`desk.stage.${conversation.stage}`), level: "over" };
  if (!conversation.visitorHere) return { words: say("desk.wait.away"), level: "away" };
  const { seconds, level } = waitOf(conversation, now);
  const silent = silentFor(conversation, now);
  if (silent) return { words: say(silent === 1 ? "desk.wait.silent_minute" : "desk.wait.silent", { minutes: String(silent) }), level };
  if (level === "none") return { words: say("desk.wait.none"), level };
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return { words: say("desk.wait.now"), level };
  return { words: say(minutes === 1 ? "desk.wait.minute" : "desk.wait.minutes", { minutes: String(minutes) }), level };
}

/** @param {Say} say @param {Conversation} conversation @param {number} now */
export function lengthWords(say, conversation, now) {
  return say("desk.minutes", { minutes: String(minutesOf(conversation, now)) });
}

/** What the visitor chose to tell at the start. @param {Say} say @param {Conversation} conversation @param {string} channel */
export function intakeWords(say, { intake, language }, channel) {
  return [
    channel,
    intake.age && say("desk.intake.age", { age: String(intake.age) }),
    intake.gender && say(`desk.intake.${intake.gender}`),
    intake.region,
    language !== "nl" && say(`desk.intake.${language}`),
  ].filter(Boolean).join(" · ");
}

/** What nobody has looked at yet. @param {Say} say @param {Conversation} conversation */
export function newsWords(say, { unread, isNew, stage }) {
  if (unread) return say("desk.unread", { count: String(unread) });
  return isNew && stage === "live" ? say("desk.new") : "";
}
