// <chat-hulp channel="jac" lang="nl">: the light, a way in, emergency numbers and a way out. Nothing is stored,
// nothing is sent but the question for the light, until a visitor presses the button.

import { onThreeShifts } from "../shared/exit.js";
import { helpList } from "../shared/help.js";
import { dayAndTime } from "../shared/time.js";
import { untilTime } from "../shared/until.js";
import { speaker } from "../shared/words.js";
import { chatPage } from "./address.js";
import { boxIn } from "./box.js";
import { note, noted } from "./memory.js";
import { leavePage, makePanel, panels } from "./panel.js";
import { makeParts } from "./parts.js";
import { askStatus } from "./status.js";

const NAME = "chat-hulp";
const AGAIN_EVERY = 60_000;
const STALE_AFTER = 30_000;
// What a visitor needs even when we know nothing.
const NUMBERS = ["112", "101"].map((phone) => ({ name: "", phone }));
/** @type {Record<string, string>} */
const BUTTONS = { talk: "resume", open: "start", busy: "wait", closed: "" };

/** @type {Set<ChatHulp>} those in the page */
const there = new Set();

/** What attributes and service say at this moment. @param {Element} element @param {import("./status.js").Status | null} [status] */
function aboutOf(element, status) {
  const channel = element.getAttribute("channel") ?? "";
  const asked = (element.getAttribute("lang") ?? document.documentElement.lang).slice(0, 2);
  const lang = asked in given.words ? asked : Object.keys(given.words)[0];
  const say = speaker(given.words[lang]);
  const title = say("widget.title", { channel: channel.toUpperCase() });
  const help = status?.elsewhere ?? given.help[channel]?.[lang];
  return { channel, lang, say, title, page: chatPage(element, channel, lang), emergency: NUMBERS, alternatives: [], ...help };
}

/** Beside the link, where browsers or hosts take away what we draw with. @param {Element} element */
function drawPlainly(element) {
  const { emergency, alternatives } = aboutOf(element);
  element.append(helpList([...emergency, ...alternatives]));
}

class ChatHulp extends HTMLElement {
  static observedAttributes = ["channel", "lang", "service"];
  /** @type {import("./status.js").Status | null | undefined} null: no answer came; undefined: none yet */
  status;
  #asked = 0;
  /** @type {ReturnType<typeof makeParts> | undefined} */
  parts;

  get about() {
    return aboutOf(this, this.status);
  }

  connectedCallback() {
    there.add(this);
    this.#draw();
  }

  disconnectedCallback() {
    there.delete(this);
  }

  /** They may come late. */
  attributeChangedCallback() {
    this.status = this.parts = undefined;
    if (there.has(this)) this.#draw();
  }

  #draw() {
    try {
      const { say, lang, title, page } = this.about;
      if (!this.parts) {
        this.parts = makeParts(say, () => this.leave(), () => this.open(), page);
        this.show();
        boxIn(this, { part: "box", "aria-label": title, lang }, ...this.parts.all);
      }
      this.refresh();
    } catch {
      drawPlainly(this);
    }
  }

  /** Ask for the light again; of answers that cross, the last one counts. */
  async refresh() {
    const asked = (this.#asked = performance.now());
    const { channel, page } = this.about;
    const status = page ? await askStatus(page) : null;
    if (asked !== this.#asked) return;
    this.status = status;
    this.show();
    this.#tell(status ? "status" : "error", { channel, light: status?.light });
  }

  /** Open the chat, or show it again. */
  open() {
    const { page, ...about } = this.about;
    if (!page) return;
    try {
      const before = panels.get(about.channel);
      (before?.holder.isConnected ? before : makePanel(this, { ...about, page })).show();
    } catch {
      location.assign(page);
    }
  }

  /** Hide the chat; the conversation goes on behind it. */
  close() {
    panels.get(this.about.channel)?.hide();
  }

  leave() {
    for (const { about } of there) note(about.channel);
    leavePage(this.getAttribute("exit-url") ?? "https://www.meteo.be/nl");
  }

  /** Something about the chat of this channel; hosts and focus follow its `kind`. @param {string} channel @param {string} [kind] */
  changed(channel, kind) {
    const ours = [...there].filter((each) => each.about.channel === channel);
    for (const each of ours) each.show(kind);
    if (kind === "close") ours[0]?.parts?.start.focus();
  }

  look() {
    this.show();
    if (!document.hidden && performance.now() - this.#asked > STALE_AFTER) this.refresh();
  }

  /** @param {string} [kind] what hosts hear */
  show(kind) {
    const { channel, say, lang, ...about } = this.about;
    const talk = noted(channel) === "talk";
    const status = talk ? undefined : this.status;
    const light = talk ? "talk" : status?.light ?? (status === null ? "unknown" : "loading");
    const { message = say(`widget.${light}`) } = status ?? {};
    this.parts?.update({ ...about, light, message, when: whenOpen(say, status, lang), button: this.#wayIn(light) });
    if (kind) this.#tell(kind, { channel });
  }

  /** The way back comes before any light. @param {string} light */
  #wayIn(light) {
    const { channel, say, page } = this.about;
    const panel = panels.get(channel);
    const elsewhere = light !== "talk" && (panel || noted(channel));
    const words = elsewhere ? "look" : BUTTONS[light] ?? "look";
    return words && page && !panel?.isShown() ? say(`widget.${words}`) + (panel?.unread ? ` (${panel.unread})` : "") : "";
  }

  /** Host pages hear when we open and close, and never a word of what is said. @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`chathulp:${name}`, { detail, bubbles: true, composed: true }));
  }
}

/** @param {import("../shared/words.js").Say} say @param {import("./status.js").Status | null | undefined} status
 * @param {string} lang */
function whenOpen(say, status, lang) {
  if (!status) return "";
  if (status.light !== "closed") return say("widget.free");
  const { open_until, next_opening } = status;
  if (open_until) return say("widget.open_until", { time: untilTime(open_until, lang) });
  return next_opening ? say("widget.next", { when: dayAndTime(next_opening, lang) }) : "";
}

const lookAgain = () => there.forEach((each) => each.look());
for (const event of ["visibilitychange", "pageshow"]) addEventListener(event, lookAgain);
setInterval(lookAgain, AGAIN_EVERY);
onThreeShifts(window, () => [...there][0]?.leave());
try {
  if (!customElements.get(NAME)) customElements.define(NAME, ChatHulp);
} catch {
  document.querySelectorAll(NAME).forEach(drawPlainly);
}
