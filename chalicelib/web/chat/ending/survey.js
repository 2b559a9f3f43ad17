// One question, and more for whoever wants to say more; each may be left open.

import { h, write } from "../../shared/dom.js";
import { cleaned } from "../../shared/texts.js";

// In words, for whoever is tired; in the figures they are the ends and the middle of the scale.
const HELPED = [["5", "yes"], ["3", "somewhat"], ["1", "no"]];

/** @typedef {import("../context.js").Context} Context */

/** @param {Context} context */
export function surveyForm({ say, dispatch }) {
  const remark = h("textarea", { id: "remark", rows: 3, maxlength: 2000, autocomplete: "off" });
  const state = h("p", { role: "status", tabindex: -1 });
  const form = h("form", { onsubmit },
    group(say("chat.survey_helped"), HELPED.map(([score, key]) => choice("helped", score, say(`chat.helped_${key}`)))),
    h("details", {}, h("summary", {}, say("chat.survey_more")),
      scale(say, "heard"),
      group(say("chat.survey_again"), [choice("again", "yes", say("chat.yes")), choice("again", "no", say("chat.no"))]),
      h("label", { for: "remark" }, say("chat.survey_remark")), remark),
    h("div", { class: "row" },
      h("button", { class: "primary", type: "submit" }, say("chat.survey_send")),
      h("button", { class: "plain", type: "button", onclick: () => dispatch({ type: "@skip" }) }, say("chat.survey_skip"))));
  const element = h("section", { class: "card" }, form, state);

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    const answers = read(new FormData(form), cleaned(remark.value));
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

/** @param {FormData} data @param {string} remark */
function read(data, remark) {
  const heard = Number(data.get("heard"));
  const helped = Number(data.get("helped"));
  const again = data.get("again");
  return {
    ...(heard ? { heard } : {}), ...(helped ? { helped } : {}),
    ...(again ? { again: again === "yes" } : {}), ...(remark ? { remark } : {}),
  };
}

/** @param {import("../../shared/words.js").Say} say @param {"heard"} name */
function scale(say, name) {
  const choices = [1, 2, 3, 4, 5].map((score) => choice(name, String(score), String(score)));
  return group(say(`chat.survey_${name}`), choices, say("chat.scale"));
}

/** @param {string} question @param {HTMLElement[]} choices @param {string} [hint] */
function group(question, choices, hint) {
  return h("fieldset", {},
    h("legend", {}, question), hint ? h("p", { class: "hint" }, hint) : null, h("div", { class: "row scores" }, ...choices));
}

/** @param {string} name @param {string} value @param {string} label */
function choice(name, value, label) {
  return h("label", { class: "choice" }, h("input", { type: "radio", name, value, autocomplete: "off" }), label);
}
