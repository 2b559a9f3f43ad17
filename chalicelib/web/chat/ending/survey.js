// One question, and more for whoever wants to say more; each may be left open.

import { h, write } from "../../shared/dom.js";
import { cleaned } from "../../shared/texts.js";
import { lateFold } from "../late.js";
import { choice, group } from "./questions.js";

// In words, for whoever is tired; in the figures they are the ends and the middle of the scale.
const HELPED = [["5", "yes"], ["3", "somewhat"], ["1", "no"]];

/** @typedef {import("../context.js").Context} Context */

/** @param {Context} context */
export function surveyForm(context) {
  const { say, dispatch } = context;
  const state = h("p", { role: "status", tabindex: -1 });
  const form = h("form", { onsubmit },
    group(say("chat.survey_helped"), HELPED.map(([score, key]) => choice("helped", score, say(`chat.helped_${key}`)))),
    lateFold(context, "more"),
    h("div", { class: "row" },
      h("button", { class: "primary", type: "submit" }, say("chat.survey_send")),
      h("button", { class: "plain", type: "button", onclick: () => dispatch({ type: "@skip" }) }, say("chat.survey_skip"))));
  const element = h("section", { class: "card" }, form, state);

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    const answers = read(new FormData(form));
    dispatch(Object.keys(answers).length ? { type: "@survey", answers } : { type: "@skip" });
  }

  /** @param {import("../context.js").State} now */
  function update({ survey }) {
    const asked = !form.hidden && form.contains(document.activeElement);
    element.hidden = survey === "none";
    form.hidden = survey !== "open";
    write(state, survey === "open" ? "" : say(survey === "done" ? "chat.thanked" : "chat.survey_sending"));
    // Whoever pressed the button would else stand nowhere; whoever reads something else stays there.
    if (asked && form.hidden) state.focus();
  }

  return { element, update };
}

/** @param {FormData} data */
function read(data) {
  const heard = Number(data.get("heard"));
  const helped = Number(data.get("helped"));
  const again = data.get("again");
  const remark = cleaned(String(data.get("remark") ?? ""));
  return {
    ...(heard ? { heard } : {}), ...(helped ? { helped } : {}),
    ...(again ? { again: again === "yes" } : {}), ...(remark ? { remark } : {}),
  };
}
