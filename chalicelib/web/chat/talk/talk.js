// The conversation: who answers, what is going on, the messages, and where to write.

import { h, write } from "../../shared/dom.js";
import { helpList } from "../../shared/help.js";
import { menu } from "../surround/menu.js";
import { sheet } from "../surround/sheet.js";
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
  const stop = stopSheet(context);
  const finish = h("button", { type: "button", onclick: stop.open }, say("chat.end"));
  const banner = talkBanner(context);
  const question = silenceQuestion(context);
  const log = messageLog(context);
  const typing = h("p", { class: "typing soft", role: "status" });
  const box = composer(context);
  const sheets = h("div", { class: "upper" }, banner.element, question.element, log.element, typing, stop.element);

  return {
    element: h("div", { class: "talk" }, sheets, box.element),
    bar: [heading, talkMenu(context, finish)],
    sheets,
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

/** @param {Context} context @param {HTMLElement} finish */
function talkMenu({ say, reader, signal, settings, fault }, finish) {
  const wrong = h("button", { class: "plain", type: "button", onclick: fault }, say("chat.fault"));
  const { emergency = [] } = settings.channels[settings.channel ?? ""]?.elsewhere ?? {};
  // On the lowest windows the row of numbers has no place of its own.
  const numbers = h("div", { class: "menu-numbers" }, say("chat.emergency_short"), helpList(emergency.slice(0, 3)));
  return menu(say("chat.menu"), finish, signal.sound(), reader(), wrong, numbers).element;
}

/** Ending is for good, so it is asked twice. @param {Context} context */
function stopSheet({ say, dispatch }) {
  const no = h("button", { class: "primary", type: "button", onclick: () => asked.close() }, say("chat.end_no"));
  const yes = h("button", { type: "button", onclick: end }, say("chat.end_yes"));
  const asked = sheet("end-title", say("chat.end_question"), h("p", {}, say("chat.end_more")), h("div", { class: "row" }, no, yes));

  function end() {
    asked.close();
    dispatch({ type: "@end" });
  }

  return { element: asked.element, open: () => asked.open(no) };
}
