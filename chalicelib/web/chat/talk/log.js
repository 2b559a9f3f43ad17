// The messages of both sides, oldest first, with the state of each of ours.

import { h, set, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { clockTime } from "../../shared/clock.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../context.js").State} State */
/**
 * @typedef {{id: string, from: string, text: string, at?: string, author?: string, state: string}} Bare
 * @typedef {Bare & {first: boolean, last: boolean, latest: boolean}} Line
 *
 * from         visitor or counsellor; an event's text is the name of a counsellor: who reads along, who took over
 * first, last  of what one person wrote in one go
 * latest       the newest of ours
 */

const EVENTS = ["greeting", "move"];

/** @param {Context} context */
export function messageLog(context) {
  const { say } = context;
  const list = h("div", { class: "log", role: "log", "aria-label": say("chat.log"), tabindex: 0 });
  const down = h("button", { class: "down", type: "button", hidden: true, onclick: () => toEnd() }, say("chat.new_messages"));
  const element = h("div", { class: "log-frame" }, list, down);
  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
    // What goes away must not leave the keyboard nowhere.
    if (document.activeElement === down) list.focus({ preventScroll: true });
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
    const key = lines.map((line) => `${line.id}${line.state}${line.first}${line.last}`).join();
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
  return grouped([...withMoves(state, known), ...ours]);
}

/** Who reads along, and who took over where it happened. @param {State} state @param {Bare[]} lines @returns {Bare[]} */
function withMoves({ moves, counsellor }, lines) {
  const moved = (/** @type {string | null} */ after) => moves.filter((move) => move.after === after)
    .map(({ name, id }) => ({ id, from: "move", text: name, state: "stored" }));
  const greeting = counsellor ? [{ id: "greeting", from: "greeting", text: counsellor, state: "stored" }] : [];
  return [...greeting, ...moved(null), ...lines.flatMap((line) => [line, ...moved(line.id)])];
}

/** One name and one time for what somebody wrote in one go; one mark, under our last. @param {Bare[]} lines @returns {Line[]} */
function grouped(lines) {
  const who = (/** @type {Bare | undefined} */ line) => line && `${line.from} ${line.author}`;
  const minute = (/** @type {Bare | undefined} */ line) => line?.at?.slice(0, 16);
  const latest = lines.filter((line) => line.from === "visitor").at(-1);
  return lines.map((line, place) => {
    const [before, after] = [lines[place - 1], lines[place + 1]];
    const last = who(after) !== who(line) || minute(after) !== minute(line);
    return { ...line, first: who(before) !== who(line), last, latest: line === latest };
  });
}

/** @param {Context} context @param {State} state @param {Line} line */
function lineElement({ say }, state, line) {
  if (EVENTS.includes(line.from)) return h("p", { class: line.from }, say(line.from === "move" ? "chat.moved" : "chat.greeting", { name: line.text }));
  const name = line.from === "visitor" ? say("chat.you") : line.author || state.counsellor || say("chat.counsellor");
  return h("div", { class: `message ${line.from}` },
    h("p", { class: "name" }, name),
    h("p", { class: "written", dir: "auto" }, line.text),
    // The state changes after the message was read out; reading it out again would be a second message.
    h("div", { class: "meta", "aria-live": "off" }));
}

/** @param {Context} context @param {HTMLElement} element @param {Line} line */
function mark({ say, settings, dispatch }, element, line) {
  if (EVENTS.includes(line.from)) return;
  const meta = /** @type {HTMLElement} */ (element.lastElementChild);
  set(element, { "data-state": line.state, "data-goes-on": !line.first });
  if (line.state === "failed") {
    // What was written before must not count as still there when it is tried again.
    write(meta, "");
    return meta.replaceChildren(say("chat.message_failed"),
      h("button", { class: "plain", type: "button", onclick: () => dispatch({ type: "@retry", id: line.id }) }, say("chat.retry")),
      h("button", { class: "plain", type: "button", onclick: () => dispatch({ type: "@discard", id: line.id }) }, say("chat.discard")));
  }
  const marked = line.from === "visitor" && (line.latest || line.state !== "stored");
  const time = line.at && (line.last || marked) ? clockTime(line.at, settings.lang) : "";
  write(meta, [time, marked ? say(`chat.message_${line.state}`) : ""].filter(Boolean).join(" · "));
}
