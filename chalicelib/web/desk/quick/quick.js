import { fill, h } from "../../shared/dom.js";
import { ownTexts } from "./own.js";

/** @typedef {import("../view.js").Given} Given */

const SHARED = "desk.quick.text.";

/** Texts of the team; they stand with the other words, one sentence a language. @param {Given} given @returns {string[]} */
function sharedTexts({ settings }) {
  return Object.entries(settings.words).filter(([key]) => key.startsWith(SHARED)).map(([, text]) => text);
}

/**
 * A list of texts to put in the reply. They are put there, never sent: a counsellor reads what they say first.
 * @param {Given} given @param {(text: string) => void} insert
 */
export function quickTexts(given, insert) {
  const { say } = given;
  const list = h("div", { class: "quick-list" });
  const details = h("details", { class: "quick" }, h("summary", {}, say("desk.quick.open")), list);

  /** @param {string} text */
  function use(text) {
    details.open = false;
    insert(text);
  }

  /** @param {string} title @param {string[]} texts */
  function group(title, texts) {
    return texts.length > 0 && h("div", {}, h("h3", {}, say(title)), h("ul", {}, ...texts.map((text) => (
      h("li", {}, h("button", { type: "button", class: "written", onclick: () => use(text) }, text))
    ))));
  }

  details.addEventListener("toggle", () => {
    if (!details.open) return;
    fill(list, group("desk.quick.shared", sharedTexts(given)), group("desk.quick.own", ownTexts.read()), h("p", { class: "hint" }, say("desk.quick.where")));
    list.querySelector("button")?.focus();
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) details.open = false;
  });
  return details;
}
