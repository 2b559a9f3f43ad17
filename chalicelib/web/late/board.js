// What a team lead sees of a channel at work: people, places and times, never a word or a nickname. It is asked anew while somebody looks.

import { clockTime } from "../shared/clock.js";
import { Connection } from "../shared/connection.js";
import { fill, h, write } from "../shared/dom.js";
import { readSettings } from "../shared/settings.js";
import { speaker } from "../shared/words.js";

/**
 * @typedef {Extract<import("../wire/frames.js").ServerSends, {type: "board"}>} Board
 * @typedef {NonNullable<Board["people"]>[number]} AtWork
 * @typedef {NonNullable<AtWork["talks"]>[number]} Talk
 */

const ASK_EVERY = 1_500;
const MINUTE = 60_000;
const MOST_AT_THE_DOOR = 200;

const settings = readSettings();
const say = speaker(given.words[settings.lang]);

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  dialog.board { width: min(46rem, calc(100% - 2rem)); }
  .board section { display: grid; gap: 0.5rem; margin: 1rem 0; }
  .board h3, .board ul { margin: 0; }
  .board ul { padding: 0; list-style: none; }
  .board table { width: 100%; border-collapse: collapse; }
  .board :is(th, td) { padding: 0.5rem 0.75rem 0.5rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
  .board thead :is(th, td) { border: 0; }
`);
document.adoptedStyleSheets.push(sheet);

/** @param {import("../staff/api.js").Api} api */
function open(api) {
  const status = h("p", { class: "soft small", role: "status" }, say("board.loading"));
  const boards = h("div", {});
  const dialog = h("dialog", { class: "card board", "aria-labelledby": "board-title" },
    h("h2", { id: "board-title" }, say("board.title")), h("p", {}, say("board.what")), boards, status,
    h("p", {}, h("button", { type: "button", onclick: () => dialog.close() }, say("board.close"))));
  const line = looking(api, sectionsIn(boards), (words) => write(status, words && say(words)));
  dialog.addEventListener("close", () => {
    line.close();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  line.open();
}

/**
 * A line of its own, beside that of the desk: it is good for looking and for nothing else.
 * @param {import("../staff/api.js").Api} api @param {ReturnType<typeof sectionsIn>} sections @param {(words: string) => void} told
 */
function looking(api, sections, told) {
  const line = new Connection({ address, hello: () => sections.questions(true), isReady: ({ type }) => type === "board", onFrame: heard, onLine });
  const clock = setInterval(() => {
    if (!document.hidden) sections.questions().forEach((frame) => line.send(frame));
  }, ASK_EVERY);

  async function address() {
    try {
      const { ticket, websocket, channels } = await api.post("team/tickets");
      channels.forEach(sections.add);
      const url = new URL(websocket);
      url.searchParams.set("ticket", ticket);
      return url.href;
    } catch (/** @type {any} */ error) {
      // Who may not look is not asked again; a service that does not answer is.
      if (error.status === 403) stops("board.not_yours");
      else if (error.status === undefined) stops("board.signed_out");
      throw error;
    }
  }

  /** @param {import("../wire/frames.js").ServerSends} frame */
  function heard(frame) {
    if (frame.type === "board") {
      sections.show(frame);
      told("");
    } else if (frame.type === "refused") {
      if (["dismissed", "not_yours"].includes(frame.reason)) stops("board.not_yours");
      sections.unanswered();
    }
  }

  /** @param {import("../shared/connection.js").Line} now */
  function onLine(now) {
    if (now === "waiting" || now === "offline") told("board.no_line");
  }

  /** @param {string} words */
  function stops(words) {
    close();
    sections.clear();
    told(words);
  }

  function close() {
    clearInterval(clock);
    line.close();
  }

  return { open: () => line.open(), close };
}

/** A board for each channel, with one question under way for each. @param {HTMLElement} place */
function sectionsIn(place) {
  /** @type {Map<string, Section>} */
  const sections = new Map();
  return {
    /** @param {string} channel */
    add(channel) {
      if (sections.has(channel)) return;
      const section = sectionOf(channel);
      sections.set(channel, section);
      place.append(section.element);
    },
    /** What to ask now; a new line asks all anew. @param {boolean} [anew] */
    questions(anew) {
      const due = [...sections].filter(([, section]) => anew || !section.waits);
      for (const [, section] of due) section.waits = true;
      return due.map(([channel]) => /** @type {const} */ ({ type: "board", channel }));
    },
    /** @param {Board} board */
    show: (board) => sections.get(board.channel)?.show(board),
    unanswered() {
      for (const section of sections.values()) section.waits = false;
    },
    clear() {
      sections.clear();
      fill(place);
    },
  };
}

/** @typedef {ReturnType<typeof sectionOf>} Section */

/** @param {string} channel */
function sectionOf(channel) {
  const body = h("div", {});
  const element = h("section", {}, h("h3", {}, settings.channels[channel]?.title ?? channel), body);
  let last = "";
  const section = {
    element,
    waits: false,
    /** What says the same stays as it stands, for who reads or selects it. @param {Board} board */
    show(board) {
      section.waits = false;
      const said = { line: lineOf(board), rows: (board.people ?? []).map((person) => rowOf(person, board.at)), more: board.more ?? 0 };
      const text = JSON.stringify(said);
      if (text === last) return;
      last = text;
      fill(body, h("p", {}, said.line), said.rows.length ? table(said.rows) : h("p", { class: "soft" }, say("board.nobody")),
        said.more > 0 && h("p", { class: "soft" }, say("board.more", { n: said.more })));
    },
  };
  return section;
}

/** @param {Board} board */
function lineOf({ light, open_until: until, people = [], at_the_door: door = 0 }) {
  // Who rounds off has no place any more that somebody could get.
  const held = people.reduce((sum, { slots: own, talks = [] }) => sum + (own ? talks.length : 0), 0);
  const slots = people.reduce((sum, person) => sum + person.slots, 0);
  const waiting = say(door === 1 ? "board.one_at_the_door" : "board.at_the_door", { n: door >= MOST_AT_THE_DOOR ? `${door}+` : door });
  return [say(`board.light.${light}`), until ? say("board.until", { time: clockTime(until, settings.lang) }) : "",
    say("board.places", { held, slots }), waiting].filter(Boolean).join(" · ");
}

/** @param {AtWork} person @param {string} now */
function rowOf({ first_name: name, standing, slots, talks = [] }, now) {
  return { name, standing: say(`board.standing.${standing}`), places: slots ? `${talks.length}/${slots}` : `${talks.length}`, talks: talks.map((talk) => talkWords(talk, now)) };
}

/** @param {Talk} talk @param {string} now */
function talkWords({ started_at: started, here, waiting_since: since }, now) {
  const words = [say("board.minutes", { n: minutes(started, now) })];
  if (since) words.push(minutes(since, now) ? say("board.waits", { n: minutes(since, now) }) : say("board.waits_now"));
  if (!here) words.push(say("board.dropped"));
  return words.join(" · ");
}

/** @param {string} since @param {string} now */
const minutes = (since, now) => Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / MINUTE));

/** @param {ReturnType<typeof rowOf>[]} rows */
function table(rows) {
  const head = ["who", "held", "talks"].map((each) => h("th", { scope: "col", class: "soft small" }, say(`board.column.${each}`)));
  return h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows.map(({ name, standing, places, talks }) => (
    h("tr", {}, h("th", { scope: "row" }, h("b", {}, name), " ", h("span", { class: "soft" }, standing)), h("td", {}, places),
      h("td", {}, talks.length ? h("ul", {}, ...talks.map((talk) => h("li", {}, talk))) : say("board.none")))
  ))));
}

document.addEventListener("chathulp:board", (event) => {
  if (event instanceof CustomEvent) open(event.detail.api);
});
