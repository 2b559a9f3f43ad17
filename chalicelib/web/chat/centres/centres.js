// The way to a centre of one's own. What looks it up is fetched when somebody opens this, and not before.

import { h } from "../../shared/dom.js";

/** @typedef {import("../context.js").Context} Context */

// Beside the script of this page, as it is served.
const LOOKUP = "../centres/centres.js";

/** @param {Context} context */
export function centresPart({ say }) {
  const waiting = h("p", { class: "soft", role: "status" }, say("chat.centres_loading"));
  const element = h("details", { class: "centres" }, h("summary", {}, say("chat.centres")), waiting);
  element.addEventListener("toggle", open);

  async function open() {
    try {
      await import(LOOKUP);
      element.removeEventListener("toggle", open);
      element.dispatchEvent(new CustomEvent("chathulp:centres", { bubbles: true }));
    } catch {
      waiting.textContent = say("chat.centres_failed");
    }
  }
  return element;
}
