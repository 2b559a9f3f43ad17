// A new message while somebody looks elsewhere: in the title of the tab, to the widget, and aloud when asked for.

import { h, set } from "../../shared/dom.js";
import { chime } from "../../shared/chime.js";

/** @typedef {{heard: () => void, sound: () => HTMLElement}} Signals */

/**
 * @param {import("../../shared/words.js").Say} say
 * @param {() => void} tellHost a message came that is not necessarily seen
 * @returns {Signals}
 */
export function signals(say, tellHost) {
  const title = document.title;
  let unread = 0;
  // Off until somebody asks: a sound may betray whoever must not be heard.
  let loud = false;

  function look() {
    if (document.hidden || !unread) return;
    unread = 0;
    document.title = title;
  }

  function heard() {
    tellHost();
    if (loud) chime();
    if (!document.hidden) return;
    unread += 1;
    document.title = `(${unread}) ${title}`;
  }

  document.addEventListener("visibilitychange", look);

  return {
    heard,
    sound: () => {
      const button = h("button", { class: "plain", type: "button", "aria-pressed": "false", onclick }, say("chat.sound"));
      function onclick() {
        loud = !loud;
        // Browsers allow a sound only after a press: this is the press, and lets people hear what they chose.
        if (loud) chime();
        set(button, { "aria-pressed": String(loud) });
      }
      return button;
    },
  };
}
