import { h } from "../../shared/dom.js";

/** Puts what one message says on the clipboard. @param {import("./pane.js").GivenPane} given @param {string} text */
export function copyButton({ say, alert }, text) {
  const copied = () => alert.carryOut({ do: "announce", words: "desk.copied", values: {} });
  return h("button", { type: "button", class: "copy small", tabindex: -1, onclick: () => navigator.clipboard.writeText(text).then(copied) }, say("desk.copy"));
}

/**
 * With the arrows from one message to the other, from the last one on: of a long talk not every message is a stop for
 * Tab.
 * @param {HTMLElement} place the log, which is one
 */
export function walking(place) {
  place.addEventListener("keydown", (event) => {
    const step = /** @type {Record<string, number>} */ ({ ArrowUp: -1, ArrowDown: 1 })[event.key];
    const buttons = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".copy")]);
    const here = buttons.findIndex((button) => button === document.activeElement);
    const next = buttons.at(here < 0 ? Math.min(step, -1) : here + step);
    if (!step || !next || (here === 0 && step < 0)) return;
    event.preventDefault();
    next.focus();
  });
}
