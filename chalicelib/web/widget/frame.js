// The chat itself, in a frame of its own origin: no script of this page can read what is written there.

import { h } from "../shared/dom.js";

/**
 * @param {URL} root @param {string} channel @param {string} lang @param {string} title
 */
export function chatFrame(root, channel, lang, title) {
  const url = new URL(`c/${encodeURIComponent(channel)}`, root);
  url.searchParams.set("lang", lang);
  url.searchParams.set("host", location.origin);
  return h("iframe", { src: url, title, referrerpolicy: "no-referrer", part: "frame" });
}

/**
 * Words from the frame: only from this frame, only from our own origin.
 * @param {HTMLIFrameElement} frame @param {URL} root @param {AbortSignal} signal @param {(word: string) => void} run
 */
export function onWord(frame, root, signal, run) {
  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== root.origin) return;
    run(String(event.data?.chathulp));
  }, { signal });
}
