import { asClock, secondsLeft } from "../../shared/countdown.js";
import { askToTakeLeave } from "../dialogs/farewell.js";
import { silentFor } from "../state/waiting.js";

/** @typedef {import("../state/types.js").Conversation} Conversation */

// Minutes: sooner, somebody is still looking for a beginning.
const OFFERED_AFTER = 3;

/**
 * A visitor who has not said a word: offers to ask, and to end kindly.
 * @param {import("./pane.js").GivenPane} given @param {Conversation} conversation @param {number} now
 * @returns {import("./signals.js").Signal | null}
 */
export function silence(given, conversation, now) {
  const { say } = given;
  const { nickname, answerBy } = conversation;
  const minutes = silentFor(conversation, now);
  if (minutes === null || minutes < OFFERED_AFTER) return null;
  const left = answerBy && asClock(secondsLeft(answerBy, now));
  return {
    name: left ? "silent-asked" : "silent",
    words: say(left ? "desk.silent.asked" : "desk.silent.since", { nickname, minutes: String(minutes), time: left ?? "" }),
    buttons: [
      [say("desk.silent.ask", { nickname }), () => puts(given.acts, given.id, say("desk.silent.question"))],
      [say("desk.silent.end"), () => askToTakeLeave(given, nickname)],
    ],
  };
}

/** In the box of the one whose button was pressed. @param {import("../view.js").Acts} acts @param {string} id @param {string} text */
export function puts(acts, id, text) {
  acts.dispatch({ type: "drafts", conversation: id, text });
  document.getElementById(`reply-${id}`)?.focus();
}
