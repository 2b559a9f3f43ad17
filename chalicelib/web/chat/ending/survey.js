// Three short questions and a remark; each may be left open.

import { h, write } from "../../shared/dom.js";
import { cleaned } from "../../shared/texts.js";

/** @typedef {import("../context.js").Context} Context */

/** @param {Context} context */
export function surveyForm({ say, dispatch }) {
  const remark = h("textarea", { id: "remark", rows: 3, maxlength: 2000, autocomplete: "off" });
  const state = h("p", { role: "status" });
  const form = h("form", { onsubmit },
    h("h2", {}, say("chat.survey")),
    h("p", { class: "hint" }, say("chat.survey_hint")),
    scale(say, "heard"), scale(say, "helped"),
    group(say("chat.survey_again"), [choice("again", "yes", say("chat.yes")), choice("again", "no", say("chat.no"))]),
    h("label", { for: "remark" }, say("chat.survey_remark")), remark,
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
    element.hidden = survey === "none";
    form.hidden = survey !== "open";
    write(state, survey === "open" ? "" : say(survey === "done" ? "chat.thanked" : "chat.survey_sending"));
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

/** @param {import("../../shared/words.js").Say} say @param {"heard" | "helped"} name */
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
