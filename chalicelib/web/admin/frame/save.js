import { h } from "../../shared/dom.js";

/** Gives a file to keep; the mark in front tells spreadsheets that it is UTF-8. @param {{name: string, text: string}} file */
export function save({ name, text }) {
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
