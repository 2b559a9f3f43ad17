// Easy reading: larger letters, more air, nothing that moves. Kept for the visit, as the session of the tab is.

import { h, set } from "../../shared/dom.js";

const READING = "chathulp-reading";
const whole = document.documentElement;

/** @param {import("../../shared/words.js").Say} say */
export function readerOf(say) {
  if (kept()) whole.dataset.reading = "easy";
  const pressed = () => String(whole.dataset.reading === "easy");
  /** @type {HTMLElement[]} */
  const made = [];

  function onclick() {
    if (whole.dataset.reading) delete whole.dataset.reading;
    else whole.dataset.reading = "easy";
    remember(whole.dataset.reading);
    for (const each of made) set(each, { "aria-pressed": pressed() });
  }

  return () => {
    const button = h("button", { class: "plain", type: "button", "aria-pressed": pressed(), onclick }, say("chat.reading"));
    made.push(button);
    return button;
  };
}

function kept() {
  try {
    return sessionStorage.getItem(READING);
  } catch {
    return null;
  }
}

/** @param {string} [how] */
function remember(how) {
  try {
    if (how) sessionStorage.setItem(READING, how);
    else sessionStorage.removeItem(READING);
  } catch {
    // Then it holds until the page is loaded anew.
  }
}
