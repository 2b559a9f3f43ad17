import { h } from "../../shared/dom.js";

// Long enough to be read out, short enough not to be found again by somebody who wanders through the page.
const STAYS = 10_000;

/**
 * Says each thing once. A new element each time, because the same sentence twice in one element is silence.
 * @param {HTMLElement} live
 */
export function announcer(live) {
  return (/** @type {string} */ sentence) => {
    const line = h("p", {}, sentence);
    live.append(line);
    setTimeout(() => line.remove(), STAYS);
  };
}
