// The choices of a counsellor on this computer, and their own quick texts. Fetched when somebody opens them, because a page of a desk is full.

import { ownTexts, titled } from "../desk/quick/own.js";
import { fill, h } from "../shared/dom.js";
import { readSettings } from "../shared/settings.js";
import { speaker } from "../shared/words.js";

/** @typedef {import("../desk/alerts/alerts.js").Alerts} Alerts */

const say = speaker(given.words[readSettings().lang]);

/** @param {Alerts} alert */
function open(alert) {
  const dialog = h("dialog", { class: "card preferences", "aria-labelledby": "preferences-title" },
    h("h2", { id: "preferences-title" }, say("preferences.title")),
    ...["sound", "badge", "enterSends"].map((name) => option(alert, /** @type {Option} */ (name))),
    h("h3", {}, say("preferences.keys")),
    h("ul", {}, ...["preferences.keys.f6", "preferences.keys.enter", "preferences.keys.slash", "preferences.keys.note"].map((key) => h("li", {}, say(key)))),
    h("h3", {}, say("preferences.own")),
    ownEditor(),
    h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, say("preferences.close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @typedef {keyof import("../desk/settings/chosen.js").Chosen} Option */
/** @param {Alerts} alert @param {Option} name */
function option(alert, name) {
  const box = h("input", { type: "checkbox", checked: alert.chosen[name] });
  box.addEventListener("change", () => alert.choose({ [name]: box.checked }));
  return h("p", {}, h("label", { class: "choice" }, box, say(`preferences.choose.${name}`)));
}

function ownEditor() {
  const list = h("ul", { class: "own-texts" });
  const name = h("input", { id: "own-title", maxlength: 60, autocomplete: "off" });
  const box = h("textarea", { id: "own-text", rows: 2, maxlength: 2000 });
  const undo = h("div", { class: "row", role: "status" });

  /** @param {import("../desk/quick/own.js").QuickText[]} texts */
  function save(texts) {
    ownTexts.write(texts);
    fill(list, ...texts.map(({ title, text }, place) => h("li", {}, h("p", { class: "written" }, h("strong", {}, title), "\n", text),
      h("button", { type: "button", class: "small", "aria-label": say("preferences.remove_this", { text: title }), onclick: () => remove(texts, place) }, say("preferences.remove")))));
  }

  /** @param {import("../desk/quick/own.js").QuickText[]} texts @param {number} place */
  function remove(texts, place) {
    save(texts.filter((_, other) => other !== place));
    const back = h("button", { type: "button", onclick: () => { save(texts); fill(undo); box.focus(); } }, say("preferences.undo"));
    fill(undo, say("preferences.removed"), back);
    back.focus();
  }

  const add = h("button", { type: "button" }, say("preferences.add"));
  add.addEventListener("click", () => {
    const text = box.value.trim();
    if (text) save([...ownTexts.read(), titled({ title: name.value.trim(), text })]);
    box.value = name.value = "";
    box.focus();
  });
  save(ownTexts.read());
  return h("div", {}, list, undo, h("label", { for: "own-text" }, say("preferences.new")), box,
    h("label", { for: "own-title" }, say("preferences.name")), name, add);
}

document.addEventListener("chathulp:preferences", (event) => {
  if (event instanceof CustomEvent) open(event.detail.alert);
});
