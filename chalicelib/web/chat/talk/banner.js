// What is going on around the conversation: a dropped line with its countdown, the counsellor away, the hour.

import { h, write } from "../../shared/dom.js";
import { asClock, secondsLeft } from "../../shared/countdown.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../context.js").State} State */

/** @param {Context} context */
export function talkBanner({ say }) {
  // Read out when the words change; the seconds beside them would be read out for five minutes.
  const words = h("span", { role: "status" });
  const left = h("span", { class: "countdown", "aria-hidden": "true" });
  // On the lowest windows it scrolls: a keyboard has to get there.
  const element = h("p", { class: "banner", tabindex: "0", hidden: true }, words, " ", left);

  /** @param {State} state @param {number} now */
  function update(state, now) {
    const [key, until] = situation(state, now);
    const seconds = until === null ? 0 : secondsLeft(new Date(until).toISOString(), now);
    write(words, key ? say(`chat.${key}`, { name: state.counsellor }) : "");
    write(left, until !== null && seconds > 0 ? asClock(seconds) : "");
    element.hidden = !key;
  }

  return { element, update };
}

/** @param {State} state @param {number} now @returns {[string, number | null]} words, and until when on our clock */
function situation(state, now) {
  if (state.phase === "starting") return [state.line === "open" ? "starting" : "starting_no_line", null];
  if (state.downUntil !== null) {
    if (now >= state.downUntil) return ["down_over", null];
    const almost = state.downUntil - now < 60_000;
    return [state.line === "offline" ? "down_offline" : almost ? "down_almost" : "down", state.downUntil];
  }
  if (!state.peer.here) return ["peer_away", state.peer.until ? Date.parse(state.peer.until) - state.skew : null];
  if (state.notices.includes("closing")) return ["closing", null];
  if (state.notices.includes("one_hour")) return ["one_hour", null];
  return ["", null];
}
