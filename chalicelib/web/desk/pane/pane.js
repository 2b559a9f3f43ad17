import { h, set, write } from "../../shared/dom.js";
import { actions } from "./actions.js";
import { disclosure } from "./disclosure.js";
import { log } from "./log.js";
import { notes } from "./notes.js";
import { reply } from "./reply.js";
import { signals } from "./signals.js";
import { intakeWords, lengthWords, waitWords } from "./wait.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Conversation} Conversation */
/** @typedef {Given & {id: string}} GivenPane */
/** @typedef {{element: HTMLElement, show: (conversation: Conversation, now: number, desk: import("../view.js").Desk) => void}} Part */

/** One conversation: who it is, how they are doing, what was said, and the answer. @param {Given} given @param {string} id @returns {import("../view.js").Piece} */
export function pane(given, id) {
  const parts = [head, signals, disclosure, notes, log, reply].map((make) => make({ ...given, id }));
  const element = h("section", { class: "pane", "data-stop": true, "aria-labelledby": `name-${id}` },
    ...parts.map((part) => part.element));
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

/** @param {GivenPane} given @returns {Part} */
function head(given) {
  const { say, settings, id } = given;
  const name = h("h2", { class: "written", id: `name-${id}`, tabindex: -1 });
  const intake = h("p", { class: "intake soft small written" });
  const wait = h("p", { class: "wait" });
  const length = h("p", { class: "soft small" });
  const more = actions(given);
  return {
    element: h("header", { class: "pane-head" },
      name, more.element, intake, h("div", { class: "pane-how" }, wait, length)),
    show(conversation, now, desk) {
      const { words, level } = waitWords(say, conversation, now);
      write(name, conversation.nickname);
      write(intake, intakeWords(say, conversation, settings.channels[conversation.channel]?.title ?? conversation.channel));
      write(wait, words);
      set(wait, { "data-level": level });
      write(length, lengthWords(say, conversation, now));
      more.show(conversation, now, desk);
    },
  };
}
