// The conversation: who answers, what is going on, the messages, and where to write.

import { h, write } from "../../shared/dom.js";
import { talkBanner } from "./banner.js";
import { composer } from "./composer.js";
import { messageLog } from "./log.js";
import { silenceQuestion } from "./silence.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../context.js").State} State */

/** @param {Context} context @returns {import("../context.js").Part & {log: HTMLElement}} */
export function talkPart(context) {
  const { say } = context;
  const heading = h("h1", { class: "with", tabindex: -1 });
  const finish = h("button", { type: "button", onclick: () => confirm.showModal() }, say("chat.end"));
  const confirm = endDialog(context);
  const banner = talkBanner(context);
  const question = silenceQuestion(context);
  const log = messageLog(context);
  const typing = h("p", { class: "typing soft", role: "status" });
  const box = composer(context);
  const element = h("div", { class: "talk" },
    h("div", { class: "bar" }, heading, finish), banner.element, question.element, log.element, typing, box.element, confirm);

  return {
    element,
    log: log.element,
    update(state, now) {
      write(heading, state.counsellor ? say("chat.with", { name: state.counsellor }) : say("chat.with_soon"));
      finish.hidden = state.phase !== "talking" || state.leaving;
      write(typing, now < state.typingUntil ? say("chat.typing", { name: state.counsellor }) : "");
      banner.update(state, now);
      question.update(state);
      log.update(state);
    },
    focus: () => box.text.focus(),
  };
}

/** Ending is for good, so it is asked twice. @param {Context} context */
function endDialog({ say, dispatch }) {
  const end = () => {
    dialog.close();
    dispatch({ type: "@end" });
  };
  const dialog = h("dialog", { "aria-labelledby": "end-title" },
    h("h2", { id: "end-title" }, say("chat.end_question")),
    h("p", {}, say("chat.end_more")),
    h("div", { class: "row" },
      h("button", { class: "primary", type: "button", onclick: end }, say("chat.end_yes")),
      h("button", { type: "button", onclick: () => dialog.close() }, say("chat.end_no"))));
  return dialog;
}
