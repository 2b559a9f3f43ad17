// Rows of a table that a telephone shows as cards: there each cell bears the name of its column.

import { h } from "../../shared/dom.js";

/** @typedef {import("../../shared/dom.js").Child} Child */

/** @param {readonly string[]} columns */
export function headRow(columns) {
  return h("tr", { role: "row" }, ...columns.map((text) => h("th", { scope: "col", role: "columnheader" }, text)));
}

/** The first cell names the row. @param {readonly string[]} columns @param {readonly Child[]} contents @param {string} [kind] a class for the other cells */
export function bodyRow(columns, contents, kind) {
  return h("tr", { role: "row" }, ...contents.map((content, place) => (place === 0
    ? h("th", { scope: "row", role: "rowheader", "data-label": columns[0] }, content)
    : h("td", { role: "cell", class: kind, "data-label": columns[place] }, content))));
}
