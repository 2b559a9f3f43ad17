// What is seldom needed during a talk, behind one button.

import { h, set } from "../../shared/dom.js";

/** @param {string} name @param {...HTMLElement} items @returns {{element: HTMLElement, button: HTMLElement}} */
export function menu(name, ...items) {
  const button = h("button", { class: "menu-button", type: "button", "aria-expanded": "false", onclick: () => show(!open()) }, name);
  const list = h("div", { class: "menu", onclick: () => show(false) }, ...items);
  const element = h("div", { class: "menu-frame", onkeydown, onfocusout }, button, list);
  const open = () => button.getAttribute("aria-expanded") === "true";

  /** @param {boolean} shown */
  function show(shown) {
    set(button, { "aria-expanded": String(shown) });
    // What was chosen may have moved the focus already; what goes away must not take it along.
    if (!shown && list.contains(document.activeElement) && button.offsetParent) button.focus();
  }

  /** @param {Event} event */
  function onkeydown(event) {
    if (/** @type {KeyboardEvent} */ (event).key === "Escape" && open()) show(false);
  }

  /** @param {Event} event */
  function onfocusout(event) {
    const to = /** @type {FocusEvent} */ (event).relatedTarget;
    if (to && !element.contains(/** @type {Node} */ (to))) set(button, { "aria-expanded": "false" });
  }

  window.addEventListener("pointerdown", ({ target }) => {
    if (!element.contains(/** @type {Node} */ (target))) set(button, { "aria-expanded": "false" });
  });
  return { element, button };
}
