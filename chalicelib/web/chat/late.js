// The chat's folds with what is fetched late.

import { h } from "../shared/dom.js";
import { late } from "../shared/late.js";

/**
 * A fold that is filled when it is opened.
 * @param {import("./context.js").Context} context @param {"centres" | "more" | "week"} name
 */
export function lateFold({ say }, name) {
  const waiting = h("p", { class: "soft", role: "status" }, say("chat.late"));
  const element = h("details", { class: name, open: location.hash === `#${name}` }, h("summary", {}, say(`chat.${name}`)), waiting);
  element.addEventListener("toggle", async () => {
    if (element.open && waiting.isConnected && !(await late(name, element))) waiting.textContent = say("chat.late_failed");
  });
  return element;
}
