// Where the chat shows: in a frame of its own origin, so that no script of this page can read what is written there; in
// the top layer of the browser, so that nothing of a host covers it; and beside the body, so that no change of page
// under it ends a talk.

import { h, write } from "../shared/dom.js";
import { leaveAtOnce } from "../shared/exit.js";
import { helpList } from "../shared/help.js";
import { boxIn } from "./box.js";
import { cover, onBack, uncover } from "./cover.js";
import { note, noted } from "./memory.js";

const READY_WITHIN = 10_000;
// A frame that has loaded and says nothing was refused by the host, the browser or a blocker.
const LOADED = 600;
// So long people read that they are taken to another page.
const READING = 1_500;
// So long a blank page waits for the goodbye of a chat that does not answer, and for our entry to leave the history:
// less than a chat waits before it takes the page along by itself.
const GOODBYE = 300;

/**
 * @typedef {{
 *   channel: string, lang: string, title: string, page: string, say: import("../shared/words.js").Say,
 *   emergency: import("../shared/settings.js").Help[],
 * }} About
 * @typedef {HTMLElement & {status: unknown, leave: (gone?: unknown) => void, changed: (channel: string, kind?: string) => void}} Host
 * @typedef {{holder: Element, frame: HTMLIFrameElement, show: () => void, hide: () => void, isShown: () => boolean, unread: number}} Panel
 *
 * page    the chat as a page of its own
 * status  what the service answered, if it did: then its own page opens too, and nobody ends at a dead address
 * show    throws where browsers have no such layer
 */

/** @type {Map<string, Panel>} by channel */
export const panels = new Map();
onBack(() => panels.forEach((panel) => panel.hide()));

/** @param {Host} host @param {About} about */
export function makePanel(host, about) {
  const { say, title, lang, channel } = about;
  const away = h("button", { part: "minimise", onclick: hide }, say("widget.minimise"));
  const frame = chatFrame(about, heard);
  const wait = waitFor(frame, host, about, drop);
  const holder = document.createElement("chat-hulp-panel");
  const box = boxIn(holder, { part: "panel", "aria-label": title, lang, popover: "manual" }, away, wait, frame);
  const isShown = () => box.matches(":popover-open");
  // Until the chat is there, its frame holds nothing for a keyboard.
  const focusIn = () => (wait.isConnected ? away : frame).focus();

  const panel = { holder, frame, show, hide, isShown, unread: 0 };

  function show() {
    box.showPopover();
    panel.unread = 0;
    panels.set(channel, panel);
    cover();
    focusIn();
    host.changed(channel, "open");
  }

  function hide() {
    if (!isShown()) return;
    uncover();
    box.hidePopover();
    // A chat that never came is asked for anew.
    if (wait.isConnected) drop();
    host.changed(channel, "close");
  }

  function drop() {
    holder.remove();
    panels.delete(channel);
  }

  /** @param {string} word */
  function heard(word) {
    // It has said goodbye already.
    if (word === "exit") host.leave(panels.delete(channel));
    if (word === "talk") note(channel, word);
    if (word === "over") note(channel);
    if (word === "new" && !isShown()) panel.unread += 1;
    if (word === "ready") wait.remove();
    if (word === "ready" && isShown()) focusIn();
    host.changed(channel);
  }

  box.onkeydown = ({ key }) => key === "Escape" && hide();
  // What lies outside an open dialog cannot be used.
  (host.closest("dialog") ?? document.documentElement).append(holder);
  return { holder, show };
}

/**
 * What stands there until the chat does; when no chat comes, it opens as a page of its own.
 * @param {HTMLElement} frame @param {Host} host @param {About} about @param {() => void} drop
 */
function waitFor(frame, host, { say, channel, page, emergency }, drop) {
  const said = h("p", { role: "status" }, say("widget.loading"));
  const wait = h("div", { class: "wait" }, said, h("a", { href: page }, say("widget.page")), helpList(emergency));
  const limit = (/** @type {number} */ ms) => setTimeout(() => wait.isConnected && host.status && move(), ms);

  function move() {
    write(said, say("widget.moving"));
    setTimeout(() => {
      if (!wait.isConnected) return;
      note(channel, "page");
      drop();
      location.assign(page);
    }, READING);
  }

  frame.onload = () => limit(LOADED);
  limit(READY_WITHIN);
  return wait;
}

/**
 * Words count only from this frame and our own origin. Those about a talk come over a line of their own, which scripts
 * of the host that listen to the page do not hear.
 * @param {About} about @param {(word: string) => void} heard
 */
function chatFrame({ page, channel, title }, heard) {
  const src = `${page}&host=${encodeURIComponent(location.origin)}${noted(channel) === "talk" ? "&talked=1" : ""}`;
  const frame = h("iframe", { src, title, referrerpolicy: "no-referrer", part: "frame" });
  addEventListener("message", ({ source, origin, data, ports: [line] }) => {
    if (source !== frame.contentWindow || !src.startsWith(`${origin}/`)) return;
    if (line) line.onmessage = (event) => heard(event.data);
    heard(data.chathulp);
  });
  return frame;
}

/**
 * Blank at once; an open chat then tells the server and answers, because a page that is left takes its frames along.
 * @param {string} exitUrl
 */
export function leavePage(exitUrl) {
  const waits = uncover() || panels.size;
  for (const { frame } of panels.values()) frame.contentWindow?.postMessage({ chathulp: "leave" }, new URL(frame.src).origin);
  leaveAtOnce(exitUrl, undefined, { replace: (url) => setTimeout(() => replacePage(url), waits ? GOODBYE : 0) });
}

/** @param {string | URL} url */
function replacePage(url) {
  try {
    // An emptied document has no form of the host any more that asks whether to stay.
    document.open();
  } finally {
    location.replace(url);
  }
}
