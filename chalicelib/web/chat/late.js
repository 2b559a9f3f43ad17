// What few people open is fetched when somebody does: its script brings its own words, and fills the place it is told of.

import { h } from "../shared/dom.js";

/**
 * @param {"centres" | "fault" | "more" | "week"} name @param {Element} place
 * @returns {Promise<boolean>} whether it came; a try that failed can be made again
 */
export async function late(name, place) {
  const stood = document.activeElement;
  try {
    // Beside the script of this page, as it is served.
    await import(`../late/${name}.js`);
  } catch {
    return false;
  }
  // Who has gone on to something else keeps the focus there.
  const focus = document.activeElement === stood;
  return place.dispatchEvent(new CustomEvent(`chathulp:${name}`, { bubbles: true, detail: { focus } }));
}

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
