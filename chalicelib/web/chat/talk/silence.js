// Whoever has not said a word is asked once whether they are there. Nothing moves, and nothing counts down: there is
// no hurry.

import { h, write } from "../../shared/dom.js";

/** @param {import("../context.js").Context} context */
export function silenceQuestion({ say, dispatch }) {
  const words = h("p", { role: "status" });
  const yes = h("button", { class: "primary", type: "button", onclick: () => dispatch({ type: "@here" }) }, say("chat.silent_yes"));
  const element = h("div", { class: "banner question", hidden: true }, words, yes);

  /** @param {import("../context.js").State} state */
  function update(state) {
    const asked = state.answerBy !== null && state.downUntil === null;
    write(words, asked ? say("chat.silent") : "");
    element.hidden = !asked;
  }

  return { element, update };
}
