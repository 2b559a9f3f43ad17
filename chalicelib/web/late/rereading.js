// Own conversations that are over, to read again. Nothing here helps to copy, and nothing stays when it is closed.

import { clockTime } from "../shared/clock.js";
import { fill, h, write } from "../shared/dom.js";
import { readSettings } from "../shared/settings.js";
import { inBelgium } from "../shared/time.js";
import { speaker } from "../shared/words.js";

/** @typedef {import("../wire/answers.js").ReadableView} Readable */
/** @typedef {import("../wire/answers.js").ReadingView} Reading */
/** @typedef {import("../wire/answers.js").SaidView} Said */

const PAGE = 25;
const settings = readSettings();
const say = speaker(given.words[settings.lang]);

/** @param {string} at @returns {string} */
const dayOf = (at) => inBelgium(at, settings.lang, { weekday: "long", day: "numeric", month: "long" });
/** @param {string} at @returns {string} */
const timeOf = (at) => clockTime(at, settings.lang);
/** @param {string} channel @returns {string} */
const titleOf = (channel) => settings.channels[channel]?.title ?? channel;

/** @param {import("../staff/api.js").Api} api */
function open(api) {
  const status = h("p", { class: "soft small", role: "status" });
  const body = h("div", {});
  const close = h("button", { type: "button", onclick: () => dialog.close() }, say("rereading.close"));
  const dialog = h("dialog", { class: "card rereading", "aria-labelledby": "rereading-title" }, body, status, h("p", { class: "row" }, close));
  const list = listing(api, { told, reads });
  // Who closes it leaves no word behind on the page.
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  shows(list.element, list.title);
  list.load();

  /** @param {string} words */
  function told(words) {
    write(status, words);
  }

  /** @param {HTMLElement} part @param {HTMLElement} focus */
  function shows(part, focus) {
    fill(body, part);
    dialog.scrollTop = 0;
    focus.focus();
  }

  /** One press is one opening, because each is written down. @param {Readable} one @param {HTMLButtonElement} button */
  async function reads(one, button) {
    if (button.getAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    told(say("rereading.loading"));
    try {
      const found = reading(await api.post(`desk/conversations/${one.conversation}/readings`), () => {
        shows(list.element, button);
      });
      told("");
      if (dialog.open) shows(found.element, found.title);
    } catch (error) {
      told(why(error));
    }
    button.removeAttribute("aria-disabled");
  }
}

/** @param {any} error */
function why(error) {
  return say(error.status === 404 ? "rereading.gone" : "status" in error ? "rereading.failed" : "rereading.signed_out");
}

/** @param {string} words @param {string} [kind] */
function heading(words, kind) {
  return h("h2", { id: "rereading-title", tabindex: -1, class: kind }, words);
}

/**
 * What may be read again, the newest first, all of it or of one day.
 * @param {import("../staff/api.js").Api} api
 * @param {{told: (words: string) => void, reads: (one: Readable, button: HTMLButtonElement) => void}} on
 */
function listing(api, { told, reads }) {
  const title = heading(say("rereading.title"));
  const day = h("input", { id: "rereading-day", type: "date" });
  const every = h("button", { type: "button", hidden: true }, say("rereading.every_day"));
  const older = h("button", { type: "button", hidden: true }, say("rereading.older"));
  const days = byDay(reads);
  /** @type {string | null} */
  let next = null;
  let round = 0;

  function begin() {
    next = null;
    every.hidden = !day.value;
    days.clear();
    return load();
  }

  /** A late answer to an earlier question is left. */
  async function load() {
    const mine = ++round;
    const query = new URLSearchParams({ limit: String(PAGE), ...(day.value && { day: day.value }), ...(next && { cursor: next }) });
    told(say("rereading.loading"));
    try {
      const answer = await api.get(`desk/readings?${query}`);
      if (mine !== round) return;
      next = answer.next;
      const [first] = days.add(answer.items);
      told(days.element.firstChild ? "" : say("rereading.none"));
      // The button that was pressed may go: who goes on reads on at the first of what came.
      if (document.activeElement === older) first?.focus();
      older.hidden = !next;
    } catch (error) {
      if (mine === round) told(why(error));
    }
  }

  day.addEventListener("change", begin);
  every.addEventListener("click", () => { day.value = ""; day.focus(); begin(); });
  older.addEventListener("click", load);
  const element = h("div", {}, title, h("p", {}, say("rereading.what")),
    h("p", { class: "row" }, h("label", { for: day.id }, say("rereading.day")), day, every), days.element, older);
  return { element, title, load };
}

/** @param {(one: Readable, button: HTMLButtonElement) => void} reads */
function byDay(reads) {
  const element = h("div", {});
  let last = "";
  let list = h("ul", {});

  /** @param {Readable} one */
  function added(one) {
    const day = dayOf(one.ended_at);
    if (day !== last) element.append(h("h3", {}, day), list = h("ul", {}));
    last = day;
    const button = h("button", { type: "button", class: "plain", onclick: () => reads(one, button) },
      h("time", { datetime: one.ended_at }, timeOf(one.ended_at)), " ", h("b", { class: "written" }, one.nickname), " ",
      h("span", { class: "soft" }, titleOf(one.channel)));
    list.append(h("li", {}, button));
    return button;
  }

  return {
    element,
    /** @param {Readable[]} items */
    add: (items) => items.map(added),
    clear() {
      last = "";
      fill(element);
    },
  };
}

/** @param {Reading} one @param {() => void} back */
function reading(one, back) {
  const title = heading(say("rereading.of", { nickname: one.nickname }), "written");
  const span = { channel: titleOf(one.channel), day: dayOf(one.started_at), from: timeOf(one.started_at), to: timeOf(one.ended_at) };
  const element = h("div", {}, h("button", { type: "button", onclick: back }, say("rereading.back")), title,
    h("p", { class: "soft" }, say("rereading.when", span), " ", say("rereading.until", { day: dayOf(one.readable_until) })),
    one.messages.length ? h("ol", { class: "reading", "aria-labelledby": title.id }, ...one.messages.map((each) => said(each, one))) : h("p", {}, say("rereading.silent")));
  return { element, title };
}

/** @param {Said} message @param {Readable} about */
function said({ from, at, author, text }, { nickname }) {
  const name = from === "visitor" ? nickname : author ?? say("rereading.counsellor");
  return h("li", { "data-from": from },
    h("p", { class: "small soft" }, h("b", { class: "written" }, name), " ", h("time", { datetime: at }, timeOf(at))),
    h("p", { class: "written" }, text));
}

document.addEventListener("chathulp:rereading", (event) => {
  if (event instanceof CustomEvent) open(event.detail.api);
});
