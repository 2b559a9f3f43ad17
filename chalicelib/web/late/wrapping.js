// The wrap-up of a finished conversation. Fetched when somebody opens it, because a page of a desk is full.

import { fill, h, write } from "../shared/dom.js";
import { readSettings } from "../shared/settings.js";
import { speaker } from "../shared/words.js";

/** @typedef {{id: string, name: Record<string, string>}} Choice */
/** @typedef {{outcome?: string | null, themes?: string[], note?: string | null}} Chosen */
/** @typedef {import("../desk/view.js").Given & {id: string, kept?: Chosen}} Told */

// Digits choose how it ended, letters what it was about.
const DIGITS = "123456789";
const LETTERS = "abcdefghi";
const MOST_THEMES = 5;

const settings = readSettings();
const say = speaker(given.words[settings.lang]);
/** @type {WeakMap<Element, (kept: Chosen) => void>} */
const shown = new WeakMap();

/** @param {HTMLElement} place @param {Told} told */
async function show(place, told) {
  const { acts, id } = told;
  const status = h("p", { class: "soft small", role: "status" });
  const body = h("div", {}, status);
  shown.set(place, () => {});
  place.append(body);
  try {
    const { items, choices } = await acts.ended(id);
    const lists = choices[items[0].channel];
    shown.set(place, panel(body, told, lists, told.kept ?? items[0].wrap_up));
  } catch {
    shown.delete(place);
    body.replaceWith();
    write(status, say("wrapping.failed"));
    place.append(status);
    place.addEventListener("toggle", () => status.remove(), { once: true });
  }
}

/** @param {HTMLElement} body @param {Told} told @param {{outcomes: Choice[], themes: Choice[]}} lists @param {Chosen} first */
function panel(body, { acts, id }, lists, first) {
  // What the service keeps, or what it will keep once it has answered all that was sent.
  let kept = first;
  let seen = first;
  let unanswered = 0;
  const note = h("textarea", { id: `wrap-${id}`, rows: 2, maxlength: 2000, autocomplete: "off" });
  note.value = kept.note ?? "";
  const outcomes = lists.outcomes.map((choice, n) => button(choice, DIGITS[n], () => outcome(choice.id)));
  const themes = lists.themes.map((choice, n) => button(choice, LETTERS[n], () => theme(choice.id)));
  const keys = new Map([...outcomes, ...themes].map((each) => [each.dataset.key, each]));

  /** @param {Choice} choice @param {string | undefined} key @param {() => void} act */
  function button({ id: value, name }, key, act) {
    return h("button", { type: "button", "data-value": value, "data-key": key, "aria-keyshortcuts": key, onclick: act },
      key && h("kbd", {}, key), ` ${name[settings.lang] ?? name.nl}`);
  }

  /** @param {Chosen} change */
  function choose(change) {
    kept = { ...kept, ...change };
    unanswered += 1;
    const { outcome: ending, themes: about = [], note: words } = kept;
    const chosen = { conversation: id, themes: about, ...(ending ? { outcome: ending } : {}), ...(words ? { note: words } : {}) };
    acts.dispatch({ type: "wraps_up", chosen });
  }

  /** @param {string} value */
  function outcome(value) {
    choose({ outcome: kept.outcome === value ? null : value });
  }

  /** @param {string} value */
  function theme(value) {
    const now = kept.themes ?? [];
    choose({ themes: now.includes(value) ? now.filter((one) => one !== value) : [...now, value].slice(-MOST_THEMES) });
  }

  /** What the service keeps is what is shown as chosen. @param {Chosen} newest */
  function update(newest) {
    if (newest !== seen) unanswered = Math.max(0, unanswered - 1);
    seen = newest;
    // A second key comes before the answer to the first: its choice is made on top of both.
    if (!unanswered) kept = newest;
    for (const each of outcomes) each.setAttribute("aria-pressed", String(each.dataset.value === newest.outcome));
    for (const each of themes) each.setAttribute("aria-pressed", String(newest.themes?.includes(each.dataset.value ?? "") ?? false));
    if (document.activeElement !== note && !unanswered) note.value = kept.note ?? "";
  }

  note.addEventListener("change", () => choose({ note: note.value.trim() || null }));
  body.parentElement?.addEventListener("keydown", (event) => {
    if (event.target === note || event.ctrlKey || event.metaKey || event.altKey) return;
    keys.get(event.key)?.click();
  });
  fill(body, group(`ended-how-${id}`, say("wrapping.outcome"), outcomes), group(`ended-about-${id}`, say("wrapping.themes"), themes),
    h("label", { for: note.id }, say("wrapping.note")), note, h("p", { class: "soft small" }, say("wrapping.hint")));
  update(kept);
  return update;
}

/** @param {string} id @param {string} name @param {HTMLElement[]} buttons */
function group(id, name, buttons) {
  return h("div", { role: "group", "aria-labelledby": id }, h("p", { id, class: "small" }, name), ...buttons);
}

document.addEventListener("chathulp:wrapping", (event) => {
  const place = event.target;
  if (!(place instanceof HTMLDetailsElement) || !(event instanceof CustomEvent)) return;
  const update = shown.get(place);
  if (update && event.detail.kept) update(event.detail.kept);
  else if (!update && place.open) show(place, event.detail);
});
