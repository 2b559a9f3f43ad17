// <chat-hulp channel="jac" lang="nl">: the light, a way in, emergency numbers and a way out. Nothing is stored,
// nothing is sent but the question for the light, until a visitor presses the button.

import { fill, h, set, write } from "../shared/dom.js";
import { leaveAtOnce, onThreeShifts } from "../shared/exit.js";
import { helpList } from "../shared/help.js";
import { clockTime, dayAndTime } from "../shared/time.js";
import { speaker } from "../shared/words.js";
import { chatFrame, onWord } from "./frame.js";
import { askStatus } from "./status.js";

const AGAIN_EVERY = 60_000;
const STALE_AFTER = 30_000;
// So long a blank page waits for the goodbye of a chat that does not answer.
const GOODBYE = 400;
// What a visitor needs even when nobody answers us.
const NUMBERS = ["112", "101"].map((phone) => ({ name: "", phone }));
const BUTTONS = { open: "widget.start", busy: "widget.wait", closed: "", unknown: "widget.look" };

const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
const ROOT = new URL("../../", script?.src ?? location.href);

class ChatHulp extends HTMLElement {
  #shadow = this.attachShadow({ mode: "open" });
  /** @type {import("./status.js").Status | null} */
  #status = null;
  #asked = 0;
  /** @type {any} */
  #timer;
  /** @type {HTMLElement | null} */
  #panel = null;
  #gone = new AbortController();
  /** @type {ReturnType<ChatHulp["make"]> | null} */
  parts = null;

  get channel() {
    return this.getAttribute("channel") ?? "";
  }

  get spoken() {
    const asked = this.getAttribute("lang") ?? document.documentElement.lang;
    return asked.slice(0, 2) in given.words ? asked.slice(0, 2) : "nl";
  }

  get exitUrl() {
    return this.getAttribute("exit-url") ?? "https://www.meteo.be/nl";
  }

  connectedCallback() {
    this.parts ??= this.make();
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    onThreeShifts(window, this.#leave, signal);
    document.addEventListener("visibilitychange", this.#look, { signal });
    this.refresh();
    this.#timer = setInterval(this.#look, AGAIN_EVERY);
  }

  disconnectedCallback() {
    this.#gone.abort();
    clearInterval(this.#timer);
    this.#panel?.remove();
    this.#panel = null;
  }

  make() {
    const say = speaker(given.words[this.spoken]);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(given.css);
    this.#shadow.adoptedStyleSheets = [sheet];
    const exit = h("button", { type: "button", part: "exit", class: "exit", onclick: this.#leave }, say("widget.exit"));
    const title = h("h2", { part: "title" }, "\u00a0");
    const light = h("p", { class: "light", part: "light", role: "status", "data-light": "unknown" }, say("widget.loading"));
    const more = h("div", { class: "more", part: "more" });
    const start = h("button", { type: "button", class: "start", part: "start", hidden: true, onclick: () => this.open() });
    const emergency = h("div", { class: "emergency", part: "emergency" });
    const box = h("section", { class: "box", part: "box", lang: this.spoken },
      h("div", { class: "head" }, exit, title), light, more, start, emergency);
    this.#shadow.append(box);
    return { say, box, title, light, more, start, emergency };
  }

  /** Ask for the light again. */
  async refresh() {
    this.#asked = performance.now();
    try {
      this.#status = await askStatus(ROOT, this.channel, this.spoken);
      this.#show();
      this.#tell("status", { channel: this.channel, light: this.#status.light });
    } catch {
      this.#status = null;
      this.#show();
      this.#tell("error", { channel: this.channel });
    }
  }

  /** Open the chat, or show it again. */
  open() {
    this.#panel ??= this.#makePanel();
    this.#panel.hidden = false;
    this.#panel.querySelector("iframe")?.focus();
    this.#show();
    this.#tell("open", { channel: this.channel });
  }

  /** Hide the chat; the conversation goes on behind it. */
  close() {
    if (!this.#panel || this.#panel.hidden) return;
    this.#panel.hidden = true;
    this.#show();
    this.parts?.start.focus();
    this.#tell("close", { channel: this.channel });
  }

  #makePanel() {
    const say = speaker(given.words[this.spoken]);
    const frame = chatFrame(ROOT, this.channel, this.spoken, this.#title(say));
    const hide = h("button", { type: "button", part: "minimise", onclick: () => this.close() }, say("widget.minimise"));
    const panel = h("div", { class: "panel", part: "panel", role: "region", "aria-label": say("widget.panel"), lang: this.spoken }, hide, frame);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.#shadow.append(panel);
    onWord(frame, ROOT, this.#gone.signal, (word) => (word === "exit" ? this.#away() : word === "hide" && this.close()));
    return panel;
  }

  /** @param {import("../shared/words.js").Say} say */
  #title(say) {
    return say("widget.title", { channel: this.#status?.name ?? this.channel.toUpperCase() });
  }

  #look = () => {
    if (document.visibilityState === "visible" && performance.now() - this.#asked > STALE_AFTER) this.refresh();
  };

  /** Blank at once; an open chat then tells the server and answers, because a page that is left takes its frames along. */
  #leave = () => {
    const chat = this.#panel?.querySelector("iframe")?.contentWindow;
    chat?.postMessage({ chathulp: "leave" }, ROOT.origin);
    leaveAtOnce(this.exitUrl, undefined, chat ? { replace: (url) => setTimeout(() => location.replace(url), GOODBYE) } : location);
  };

  #away() {
    leaveAtOnce(this.exitUrl);
  }

  #show() {
    if (!this.parts) return;
    const { say, title, light, start } = this.parts;
    const status = this.#status;
    const seen = status?.light ?? "unknown";
    write(title, this.#title(say));
    set(light, { "data-light": seen });
    write(light, status?.message ?? say("widget.unknown"));
    const button = this.#panel ? "widget.back" : BUTTONS[seen];
    start.hidden = !button || this.#panel?.hidden === false;
    write(start, button ? say(button) : "");
    this.#showWays(status);
  }

  /** @param {import("./status.js").Status | null} status */
  #showWays(status) {
    const { say, more, emergency } = /** @type {NonNullable<ChatHulp["parts"]>} */ (this.parts);
    const { alternatives = [], emergency: numbers = NUMBERS } = status?.elsewhere ?? {};
    fill(more, ...whenOpen(say, status, this.spoken),
      ...(status && status.light !== "open" && alternatives.length ? [h("h3", {}, say("widget.elsewhere")), helpList(alternatives)] : []));
    fill(emergency, h("h3", {}, say("widget.emergency")), helpList(numbers));
  }

  /** Host pages hear when we open and close, and never a word of what is said. @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`chathulp:${name}`, { detail, bubbles: true, composed: true }));
  }
}

/** @param {import("../shared/words.js").Say} say @param {import("./status.js").Status | null} status @param {string} lang */
function whenOpen(say, status, lang) {
  if (status?.light !== "closed") return [];
  const { open_until: until, next_opening: next } = status;
  if (until) return [h("p", {}, say("widget.open_until", { time: clockTime(until, lang) }))];
  return next ? [h("p", {}, say("widget.next", { when: dayAndTime(next, lang) }))] : [];
}

if (!customElements.get("chat-hulp")) customElements.define("chat-hulp", ChatHulp);
