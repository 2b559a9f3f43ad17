import { fill, h } from "../../shared/dom.js";
import { opening } from "../opening.js";
import { ownTexts } from "./own.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("./own.js").QuickText} QuickText */

const SHARED = "desk.quick.text.";
const CLOSING = "desk.quick.closing.";

/** Texts of the team; they stand with the other words, one sentence a language. @param {Given} given @param {string} group @returns {QuickText[]} */
function sharedTexts({ settings, say }, group) {
  return Object.entries(settings.words).filter(([key]) => key.startsWith(group))
    .map(([key, text]) => ({ title: say(`desk.quick.title.${key.slice(group.length)}`), text }));
}

/** With which a talk comes to its end. @param {Given} given */
export const closingTexts = (given) => sharedTexts(given, CLOSING);

/**
 * A list of texts to put in the reply, to search by a word. They are put there, never sent: a counsellor reads what
 * they say first.
 * @param {import("../pane/pane.js").GivenPane} given @param {HTMLTextAreaElement} reply @param {(text: string) => void} insert
 */
export function quickTexts(given, reply, insert) {
  const { say, id } = given;
  const search = h("input", { type: "search", "aria-label": say("desk.quick.search"), placeholder: say("desk.quick.search"), autocomplete: "off" });
  const list = h("div", { class: "quick-list" });
  const button = h("button", { type: "button", class: "quick small", "aria-controls": `quick-${id}` }, say("desk.quick.open"));
  const element = h("div", { class: "drawer", id: `quick-${id}` }, search, list);
  const open = opening(button, element, { onOpen: begin, home: () => reply });

  function begin() {
    search.value = "";
    found();
    search.focus();
  }

  function found() {
    const groups = [group("desk.quick.shared", sharedTexts(given, SHARED)), group("desk.quick.close", closingTexts(given)), group("desk.quick.own", ownTexts.read())];
    fill(list, ...groups, !groups.some(Boolean) && h("p", { class: "soft" }, say("desk.quick.none")), h("p", { class: "hint" }, say("desk.quick.where")));
  }

  /** @param {string} text */
  function use(text) {
    open(false);
    insert(text);
  }

  /** @param {string} title @param {QuickText[]} texts */
  function group(title, texts) {
    const fitting = texts.filter((one) => fits(one, search.value));
    return fitting.length > 0 && h("div", {}, h("h3", {}, say(title)), h("ul", {}, ...fitting.map((one) => h("li", {},
      h("button", { type: "button", onclick: () => use(one.text) }, h("strong", {}, one.title), h("span", { class: "written" }, one.text))))));
  }

  search.addEventListener("input", found);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    list.querySelector("button")?.click();
  });
  walks(element);
  // Where a sentence begins with it nobody means the list.
  reply.addEventListener("keydown", (event) => {
    if (event.key !== "/" || reply.value || reply.readOnly || event.isComposing) return;
    event.preventDefault();
    open(true);
  });
  return { button, element, close: () => open(false) };
}

/** @param {QuickText} one @param {string} words */
function fits({ title, text }, words) {
  const all = `${title} ${text}`.toLowerCase();
  return words.toLowerCase().split(/\s+/u).every((word) => all.includes(word));
}

/** Up and down with the arrows, as in every list. @param {HTMLElement} drawer */
function walks(drawer) {
  drawer.addEventListener("keydown", (event) => {
    const step = /** @type {Record<string, number>} */ ({ ArrowUp: -1, ArrowDown: 1 })[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = /** @type {HTMLElement[]} */ ([...drawer.querySelectorAll("input, button")]);
    stops[stops.findIndex((stop) => stop === document.activeElement) + step]?.focus();
  });
}
