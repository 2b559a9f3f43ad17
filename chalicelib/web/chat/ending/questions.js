// Questions with answers to choose from.

import { h } from "../../shared/dom.js";

/** @param {string} question @param {HTMLElement[]} choices @param {string} [hint] */
export function group(question, choices, hint) {
  return h("fieldset", {},
    h("legend", {}, question), hint ? h("p", { class: "hint" }, hint) : null, h("div", { class: "row scores" }, ...choices));
}

/** @param {string} name @param {string} value @param {string} label */
export function choice(name, value, label) {
  return h("label", { class: "choice" }, h("input", { type: "radio", name, value, autocomplete: "off" }), label);
}
