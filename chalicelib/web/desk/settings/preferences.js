import { fill, h } from "../../shared/dom.js";
import { ownTexts, titled } from "../quick/own.js";

/** @typedef {import("../view.js").Given} Given */

/** A button that opens the choices of this counsellor on this computer. @param {Given} given */
export function preferences(given) {
  return h("button", { type: "button", class: "plain", onclick: () => open(given) }, given.say("desk.preferences"));
}

/** @param {Given} given */
function open(given) {
  const { say } = given;
  const dialog = h("dialog", { class: "card preferences", "aria-labelledby": "preferences-title" },
    h("h2", { id: "preferences-title" }, say("desk.preferences")),
    ...["sound", "badge", "enterSends"].map((name) => option(given, /** @type {Option} */ (name))),
    h("h3", {}, say("desk.keys.title")),
    h("ul", {}, ...["desk.keys.f6", "desk.keys.enter", "desk.keys.slash", "desk.keys.note"].map((key) => h("li", {}, say(key)))),
    h("h3", {}, say("desk.quick.own")),
    ownEditor(given),
    h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, say("desk.close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @typedef {keyof import("./chosen.js").Chosen} Option */
/** @param {Given} given @param {Option} name */
function option({ say, alert }, name) {
  const box = h("input", { type: "checkbox", checked: alert.chosen[name] });
  box.addEventListener("change", () => alert.choose({ [name]: box.checked }));
  return h("p", {}, h("label", { class: "choice" }, box, say(`desk.choose.${name}`)));
}

/** @param {Given} given */
function ownEditor({ say }) {
  const list = h("ul", { class: "own-texts" });
  const name = h("input", { id: "own-title", maxlength: 60, autocomplete: "off" });
  const box = h("textarea", { id: "own-text", rows: 2, maxlength: 2000 });
  const undo = h("div", { class: "row", role: "status" });

  /** @param {import("../quick/own.js").QuickText[]} texts */
  function save(texts) {
    ownTexts.write(texts);
    fill(list, ...texts.map(({ title, text }, place) => h("li", {}, h("p", { class: "written" }, h("strong", {}, title), "\n", text),
      h("button", { type: "button", class: "small", "aria-label": say("desk.quick.remove_this", { text: title }), onclick: () => remove(texts, place) }, say("desk.quick.remove")))));
  }

  /** @param {import("../quick/own.js").QuickText[]} texts @param {number} place */
  function remove(texts, place) {
    save(texts.filter((_, other) => other !== place));
    const back = h("button", { type: "button", onclick: () => { save(texts); fill(undo); box.focus(); } }, say("desk.quick.undo"));
    fill(undo, say("desk.quick.removed"), back);
    back.focus();
  }

  const add = h("button", { type: "button" }, say("desk.quick.add"));
  add.addEventListener("click", () => {
    const text = box.value.trim();
    if (text) save([...ownTexts.read(), titled({ title: name.value.trim(), text })]);
    box.value = name.value = "";
    box.focus();
  });
  save(ownTexts.read());
  return h("div", {}, list, undo, h("label", { for: "own-text" }, say("desk.quick.new")), box,
    h("label", { for: "own-title" }, say("desk.quick.name")), name, add);
}
