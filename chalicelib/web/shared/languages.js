// The languages of the pages, each by its own name.

import { h } from "./dom.js";

const LANGUAGES = { nl: "Nederlands", en: "English", fr: "Français" };

/**
 * Links to this page in each other language.
 * @param {string} spoken the language of this page @param {(lang: string) => string} address
 */
export function otherLanguages(spoken, address) {
  return Object.entries(LANGUAGES).filter(([lang]) => lang !== spoken)
    .map(([lang, name]) => h("a", { class: "language", href: address(lang), lang, hreflang: lang }, name));
}
