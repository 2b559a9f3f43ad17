import { h, set, write } from "../../shared/dom.js";
import { actions } from "./actions.js";
import { disclosure } from "./disclosure.js";
import { log } from "./log.js";
import { notes } from "./notes.js";
import { reply } from "./reply.js";
import { signals } from "./signals.js";
import { intakeWords, lengthWords, newsWords, waitWords } from "./wait.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Conversation} Conversation */
/** @typedef {Given & {id: string}} GivenPane */
/** @typedef {{element: HTMLElement, show: (conversation: Conversation, now: number, desk: import("../view.js").Desk) => void}} Part */

/**
 * One conversation: who it is, how they are doing, what was said, and the answer. What opens, opens over what was
 * said: never over the answer.
 * @param {Given} given @param {string} id @returns {import("../view.js").Piece}
 */
export function pane(given, id) {
  const own = { ...given, id };
  const [signalled, asked, said, noted, answer] = [signals(own), disclosure(own), log(own), notes(own), reply(own)];
  const top = head(own, noted.button);
  const parts = [top, signalled, asked, said, noted, answer];
  const element = h("section", { class: "pane", "data-stop": true, "aria-labelledby": `name-${id}` },
    top.element, h("div", { class: "pane-news" }, signalled.element, asked.element),
    h("div", { class: "pane-body" }, said.element, noted.element, answer.drawer), answer.element);
  element.addEventListener("focusin", () => given.acts.dispatch({ type: "looks", conversation: id }));
  return {
    element,
    show(desk, now) {
      const conversation = desk.conversations[id];
      if (!conversation) return;
      set(element, {
        "data-active": desk.active === id, "data-level": waitWords(given.say, conversation, now).level,
        "data-stage": conversation.stage,
      });
      for (const part of parts) part.show(conversation, now, desk);
    },
  };
}

/** @param {GivenPane} given @param {HTMLElement} notesButton @returns {Part} */
function head(given, notesButton) {
  const { say, settings, id } = given;
  const name = h("h2", { class: "written", id: `name-${id}`, tabindex: -1 });
  const news = h("span", { class: "news" });
  const intake = h("p", { class: "intake soft small written" });
  const wait = h("p", { class: "wait" });
  const length = h("p", { class: "soft small" });
  const more = actions(given);
  return {
    element: h("header", { class: "pane-head" },
      name, news, more.element, intake, notesButton, h("div", { class: "pane-how" }, wait, length)),
    show(conversation, now, desk) {
      const { words, level } = waitWords(say, conversation, now);
      write(name, conversation.nickname);
      write(news, newsWords(say, conversation));
      write(intake, intakeWords(say, conversation, settings.channels[conversation.channel]?.title ?? conversation.channel));
      write(wait, words);
      set(wait, { "data-level": level });
      write(length, lengthWords(say, conversation, now));
      more.show(conversation, now, desk);
    },
  };
}
