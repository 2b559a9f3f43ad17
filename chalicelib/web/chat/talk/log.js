// The messages of both sides, oldest first, with the state of each of ours.

import { h, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { clockTime } from "../../shared/time.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../context.js").State} State */
/** @typedef {{id: string, from: string, text: string, at?: string, author?: string, state: string}} Line */

/** @param {Context} context */
export function messageLog(context) {
  const { say } = context;
  const list = h("div", { class: "log", role: "log", "aria-label": say("chat.log"), tabindex: 0 });
  const down = h("button", { class: "down", type: "button", hidden: true, onclick: () => toEnd() }, say("chat.new_messages"));
  const element = h("div", { class: "log-frame" }, list, down);
  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
    down.hidden = true;
  };
  list.addEventListener("scroll", () => atEnd() && (down.hidden = true), { passive: true });
  // A keyboard on a telephone takes half of the screen: the last message stays in sight.
  new ResizeObserver(() => following && toEnd()).observe(list);
  let following = true;
  let shown = "";

  /** @param {State} state */
  function update(state) {
    const lines = linesOf(state);
    const key = lines.map((line) => `${line.id}${line.state}`).join();
    if (key === shown) return;
    following = atEnd() || lines.at(-1)?.state === "queued";
    const before = list.childElementCount;
    keep(list, lines, (line) => line.id, (line) => lineElement(context, state, line), (made, line) => mark(context, made, line));
    shown = key;
    if (following) toEnd();
    else if (lines.length > before) down.hidden = false;
  }

  return { element, list, update };
}

/** @param {State} state @returns {Line[]} */
function linesOf(state) {
  const late = new Set(state.late);
  const known = state.log.messages.map(({ id, from, text, at, author }) => ({ id, from, text, at, author, state: late.has(id) ? "late" : "stored" }));
  const held = new Set(state.held);
  const ours = state.outbox.items.map(({ id, text, flight }) =>
    ({ id, from: "visitor", text, state: flight === "failed" ? "failed" : held.has(id) ? "held" : "queued" }));
  return [...known, ...ours];
}

/** @param {Context} context @param {State} state @param {Line} line */
function lineElement({ say }, state, line) {
  const name = line.from === "visitor" ? say("chat.you") : line.author || state.counsellor || say("chat.counsellor");
  return h("div", { class: `message ${line.from}` },
    h("p", { class: "name" }, name),
    h("p", { class: "written", dir: "auto" }, line.text),
    // The state changes after the message was read out; reading it out again would be a second message.
    h("div", { class: "meta", "aria-live": "off" }));
}

/** @param {Context} context @param {HTMLElement} element @param {Line} line */
function mark({ say, settings, dispatch }, element, line) {
  const meta = /** @type {HTMLElement} */ (element.lastElementChild);
  const time = line.at ? clockTime(line.at, settings.lang) : "";
  const words = line.from === "visitor" ? say(`chat.message_${line.state}`) : "";
  element.setAttribute("data-state", line.state);
  if (line.state !== "failed") return write(meta, [time, words].filter(Boolean).join(" · "));
  meta.replaceChildren(words,
    h("button", { class: "plain", type: "button", onclick: () => dispatch({ type: "@retry", id: line.id }) }, say("chat.retry")),
    h("button", { class: "plain", type: "button", onclick: () => dispatch({ type: "@discard", id: line.id }) }, say("chat.discard")));
}
