import { fill, h } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { ask } from "../../staff/dialog.js";
import { save } from "../frame/save.js";
import { wallWords } from "../wall.js";
import { editCentre } from "./edit.js";
import { csvOf, csvWith, example, textOf } from "./table.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Centres} Centres */

// The server takes no larger file.
const MOST_BYTES = 250_000;

/** The centres of a channel: brought in as a file, taken along as one, and changed one by one. @param {Given} given @returns {import("../view.js").Piece} */
export function centres(given) {
  const { say, settings } = given;
  /** @type {Centres | null} */
  let shown = null;
  const list = h("ul", { class: "listing" });
  const changed = h("p", { class: "soft" });
  const faults = h("div", { class: "banner", id: "centres-csv", tabindex: -1, hidden: true });
  const file = h("input", { type: "file", id: "centres-file", accept: ".csv,text/csv", "aria-describedby": "centres-file-hint" });
  const bring = () => { if (file.files?.[0]) bringIn(given, file, shown); };
  file.addEventListener("change", bring);
  const button = (/** @type {string} */ words, /** @type {() => void} */ onclick) => h("button", { type: "button", onclick }, say(words));
  const take = button("admin.centres.take", () => { if (shown) save({ name: "centra.csv", text: csvOf(shown) }); });
  /** @type {ReturnType<typeof editCentre> | null} */
  let editor = null;
  const edit = (/** @type {number} */ number) => { if (shown) editor = editCentre(given, shown, number); };
  const add = button("admin.centres.add", () => edit(shown?.centres.length ?? 0));

  return {
    element: h("section", {}, h("p", {}, say("admin.centres.what")), faults,
      h("section", { class: "card", "aria-labelledby": "centres-in" }, h("h2", { id: "centres-in" }, say("admin.centres.file_heading")),
        h("label", { for: "centres-file" }, say("admin.centres.file")), h("p", { class: "hint", id: "centres-file-hint" }, say("admin.centres.file_hint")), file,
        h("div", { class: "row" }, take, button("admin.centres.example", () => save({ name: "voorbeeld.csv", text: example() })))),
      h("section", { class: "card", "aria-labelledby": "centres-list" }, h("h2", { id: "centres-list" }, say("admin.centres.heading")), changed, list, add)),
    show(admin) {
      editor?.show(admin);
      const told = admin.form === "centres" ? admin.errors : [];
      faults.hidden = !told.length;
      fill(faults, ...(told.length ? problems(given, told, admin.sentCsv) : []));
      if (admin.centres === shown) return;
      shown = admin.centres;
      changed.textContent = summary(given, shown, settings.lang);
      keep(list, (shown?.centres ?? []).map((centre, number) => ({ centre, number })), ({ centre, number }) => JSON.stringify([number, centre, shown?.version]),
        ({ number }) => centreRow(given, /** @type {Centres} */ (shown), number, edit));
    },
    empty(form) {
      if (form === "centre" || form === "centres") editor?.close();
    },
  };
}

/** @param {Given} given @param {Centres | null} list @param {string} lang */
function summary({ say }, list, lang) {
  if (!list) return say("admin.loading");
  if (!list.changed_at) return say("admin.centres.none");
  return say("admin.centres.changed", { count: list.served.length, by: list.by, at: wallWords(list.changed_at, lang) });
}

/** @param {Given} given @param {Centres} list @param {number} number @param {(number: number) => void} edit */
function centreRow(given, list, number, edit) {
  const { say, acts } = given;
  const { name, email, phone, website } = list.centres[number];
  const count = list.served.filter(([, , of]) => of === number).length;
  const remove = () => ask({
    title: say("admin.centres.remove_title", { name }), body: [h("p", {}, say("admin.centres.remove_what", { count }))],
    yes: say("admin.remove"), no: say("admin.cancel"), kind: "danger",
    onYes: () => acts.dispatch({ type: "brings_centres", csv: csvWith(list, number, null), before: csvOf(list) }),
  });
  return h("li", {},
    h("div", {}, h("p", { class: "title written" }, name), h("p", { class: "soft written" }, [email, phone, website, say("admin.centres.places", { count })].filter(Boolean).join(" · "))),
    h("div", { class: "row" },
      h("button", { type: "button", "aria-label": say("admin.centres.edit_this", { name }), onclick: () => edit(number) }, say("admin.centres.edit")),
      h("button", { type: "button", "aria-label": say("admin.remove_this", { what: name }), onclick: remove }, say("admin.remove"))));
}

/** @param {Given} given @param {HTMLInputElement} input @param {Centres | null} list */
async function bringIn({ say, acts }, input, list) {
  const file = /** @type {File} */ (input.files?.[0]);
  const csv = file.size > MOST_BYTES ? "" : textOf(await file.arrayBuffer());
  // The same file, once it is mended, has to be chosen again.
  input.value = "";
  if (!csv) return acts.dispatch({ type: "told_wrong", words: "admin.centres.too_large" });
  return ask({
    title: say("admin.centres.bring_title"), body: [h("p", {}, say("admin.centres.bring_what", { name: file.name, count: list?.served.length ?? 0 }))],
    yes: say("admin.centres.bring"), no: say("admin.cancel"),
    onYes: () => acts.dispatch({ type: "brings_centres", csv, before: list ? csvOf(list) : "" }),
  });
}

/** What is wrong, line by line; beside it the line itself, which is here already. @param {Given} given @param {import("../state/types.js").FieldError[]} errors @param {string} csv */
function problems({ say }, errors, csv) {
  const lines = csv.split(/\r?\n/);
  const items = errors.map(({ field, message }) => {
    const [, number = "", column = ""] = field.split(".");
    const where = column ? say("admin.centres.at", { line: number, column: say(`admin.centres.column.${column}`) }) : say("admin.centres.line", { line: number });
    return h("li", {}, h("b", {}, `${where}: `), message, number && h("span", { class: "soft written" }, ` ${lines[Number(number) - 1] ?? ""}`));
  });
  return [h("p", {}, say("admin.centres.faults")), h("ul", {}, ...items)];
}
