import { h } from "../../shared/dom.js";

/** Gives a file to keep; the mark in front tells spreadsheets that it is UTF-8. @param {{name: string, text: string}} file */
export function save({ name, text }) {
  h("a", { href: `data:text/csv;charset=utf-8,${encodeURIComponent("\ufeff" + text)}`, download: name }).click();
}
