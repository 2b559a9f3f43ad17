// A question or a form over the messages. It is no modal dialog: leaving at once and the box to write in stay in reach.

import { h } from "../../shared/dom.js";

/**
 * @param {string} id @param {string} title @param {...import("../../shared/dom.js").Child} children
 * @returns {{element: HTMLElement, open: (first: HTMLElement | null) => void, close: () => void}}
 */
export function sheet(id, title, ...children) {
  /** @type {Element | null} */
  let opener = null;
  const element = h("section", { class: "sheet card", role: "dialog", "aria-labelledby": id, hidden: true, onkeydown },
    h("h2", { id }, title), ...children);

  /** @param {HTMLElement | null} first what takes the focus: never what cannot be undone */
  function open(first) {
    if (element.hidden) opener = document.activeElement;
    element.hidden = false;
    element.scrollIntoView({ block: "nearest" });
    first?.focus();
  }

  function close() {
    const inside = element.contains(document.activeElement);
    element.hidden = true;
    if (!inside) return;
    // What opened it may stand in a menu that is closed by now.
    const back = opener?.checkVisibility() ? opener : document.querySelector(".menu-button");
    /** @type {HTMLElement | null} */ (back)?.focus();
  }

  /** @param {Event} event */
  function onkeydown(event) {
    if (/** @type {KeyboardEvent} */ (event).key === "Escape") close();
  }

  return { element, open, close };
}
