// Where the visitor writes. It works in every state of the line: what is written waits and goes out later.

import { h, set, write } from "../../shared/dom.js";
import { newId } from "../../shared/ids.js";
import { pieces } from "../../shared/texts.js";

const MOST_PIECES = 5;
// What older keyboards say while somebody still chooses a word.
const IME = 229;

/** @param {import("../context.js").Context} context */
export function composer({ say, dispatch }) {
  const note = h("p", { class: "hint", id: "note", role: "status" });
  const text = h("textarea", { id: "text", rows: 1, autocomplete: "off", "aria-describedby": "note", oninput, onkeydown });
  const element = h("form", { class: "composer", onsubmit },
    h("label", { for: "text", class: "unseen" }, say("chat.write")),
    text, h("button", { class: "primary send", type: "submit", "aria-label": say("chat.send") },
      h("span", { class: "words" }, say("chat.send")), h("span", { "aria-hidden": "true" }, "➤")), note);
  set(text, { placeholder: say("chat.write") });

  function oninput() {
    dispatch({ type: "@typing" });
    const parts = text.value.length > 1_900 ? pieces(text.value).length : 1;
    write(note, parts > MOST_PIECES ? say("chat.too_long") : parts > 1 ? say("chat.in_pieces", { count: parts }) : "");
  }

  /** @param {Event} event */
  function onkeydown(event) {
    const { key, shiftKey, isComposing, keyCode } = /** @type {KeyboardEvent} */ (event);
    // On a touch screen Enter is the only way to a new line; somebody writing Japanese uses it to choose.
    if (key !== "Enter" || shiftKey || isComposing || keyCode === IME || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    element.requestSubmit();
  }

  /** @param {Event} event */
  function onsubmit(event) {
    event.preventDefault();
    const parts = pieces(text.value);
    if (parts.length > MOST_PIECES) return text.focus();
    if (parts.length > 0) dispatch({ type: "@say", parts: parts.map((part) => ({ id: newId(), text: part })) });
    text.value = "";
    write(note, "");
    text.focus();
  }

  return { element, text };
}
