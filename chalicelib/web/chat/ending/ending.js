// Afterwards: why it is over, where else help is, what the visitor thought of it, and no trace on the screen.

import { fill, h, write } from "../../shared/dom.js";
import { helpList } from "../../shared/help.js";
import { dayAndTime } from "../../shared/time.js";
import { elsewhereOf } from "../context.js";
import { lateFold } from "../late.js";
import { surveyForm } from "./survey.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../context.js").State} State */

/** @param {Context} context @param {HTMLElement} log @returns {import("../context.js").Part} */
export function endingPart(context, log) {
  const { say, settings, dispatch } = context;
  const heading = h("h1", { tabindex: -1 }, say("chat.ended"));
  const why = h("p", {});
  const until = h("p", {});
  const unsent = h("p", { class: "banner" }, say("chat.unsent"));
  const other = h("section", { class: "card" });
  const survey = surveyForm(context);
  const reread = h("details", { class: "card" }, h("summary", {}, say("chat.reread")), h("p", { class: "hint" }, say("chat.reread_hint")));
  const wipe = h("button", { type: "button", onclick: onwipe }, say("chat.wipe"));
  const again = h("button", { type: "button", onclick: () => dispatch({ type: "@again" }) }, say("chat.again"));
  reread.append(wipe);
  const element = h("div", { class: "ending" }, heading, why, until, unsent, other, survey.element, reread, again);

  function onwipe() {
    reread.remove();
    heading.focus();
  }

  return {
    element,
    update(state) {
      if (log.parentElement !== reread && reread.isConnected) wipe.before(log);
      const { message = "", reason = "", until: blocked } = state.ending ?? {};
      write(why, message);
      write(until, blocked ? say("chat.blocked_until", { when: dayAndTime(blocked, settings.lang) }) : "");
      reread.hidden = state.log.messages.length + state.outbox.items.length === 0;
      unsent.hidden = state.outbox.items.length === 0;
      survey.update(state);
      again.hidden = reason === "blocked" || Boolean(blocked);
      const { alternatives = [] } = elsewhereOf(context, state);
      if (!other.hasChildNodes()) fill(other, h("h2", {}, say("chat.elsewhere")), helpList(alternatives), lateFold(context, "centres"));
    },
    focus: () => heading.focus(),
  };
}
