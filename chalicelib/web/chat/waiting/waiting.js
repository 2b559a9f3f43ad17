// On the way back: the line or the counsellor has to answer first.

import { h, write } from "../../shared/dom.js";
import { asClock, secondsLeft } from "../../shared/countdown.js";

/** @typedef {import("../context.js").Context} Context */

/** @param {Context} context @returns {import("../context.js").Part} */
export function waitingPart({ say, dispatch }) {
  const heading = h("h1", { tabindex: -1 });
  const text = h("p", {});
  const left = h("p", { class: "countdown", role: "timer" });
  const stop = h("button", { type: "button", onclick: () => dispatch({ type: "@back" }) }, say("chat.cancel"));
  const element = h("section", { class: "card" }, heading, text, left, stop);

  return {
    element,
    update(state, now) {
      const asked = state.phase === "asking";
      write(heading, say(asked ? "chat.asking" : "chat.returning"));
      write(text, say(asked ? "chat.asking_more" : "chat.returning_more"));
      const until = state.waitingUntil;
      write(left, asked && until ? say("chat.left", { time: asClock(secondsLeft(until, now + state.skew)) }) : "");
      stop.hidden = !asked;
    },
    focus: () => heading.focus(),
  };
}

/** Another window took the conversation over. @param {Context} context @returns {import("../context.js").Part} */
export function replacedPart({ say, dispatch }) {
  const heading = h("h1", { tabindex: -1 }, say("chat.replaced"));
  const here = h("button", { class: "primary", type: "button", onclick: () => dispatch({ type: "@takeover" }) }, say("chat.takeover"));
  const element = h("section", { class: "card" }, heading, h("p", {}, say("chat.replaced_more")), here);
  return { element, update: () => {}, focus: () => heading.focus() };
}
