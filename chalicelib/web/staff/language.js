import { h } from "../shared/dom.js";
import { otherLanguages } from "../shared/languages.js";

const CHOSEN = "chathulp.staff.language";

/**
 * @typedef {{search: string, shelf: Pick<Storage, "getItem" | "setItem">, go: (url: string) => void}} Here
 */

/**
 * The sign-in page gives back the one address that it knows, so a chosen language waits in this tab: a page that
 * came without one in its address is asked for again. The answer of a sign-in goes along, nothing of it is used twice.
 * @param {string} spoken the language of this page @param {Here} [here]
 * @returns {boolean} false while the page goes away
 */
export function spokenAsChosen(spoken, here = thisPage()) {
  const query = new URLSearchParams(here.search);
  const chosen = here.shelf.getItem(CHOSEN) ?? spoken;
  if (query.has("lang")) here.shelf.setItem(CHOSEN, spoken);
  if (query.has("lang") || chosen === spoken) return true;
  query.set("lang", chosen);
  here.go(`?${query}`);
  return false;
}

/** @returns {Here} */
function thisPage() {
  return { search: location.search, shelf: sessionStorage, go: (url) => location.replace(url + location.hash) };
}

/** This page in each other language, as far as the part that is open now. @param {string} spoken */
export function languages(spoken) {
  const address = (/** @type {string} */ lang) => `?lang=${lang}`;
  const links = otherLanguages(spoken, address);
  for (const link of links) link.addEventListener("click", () => { link.href = address(link.lang) + location.hash; });
  return h("div", { class: "languages" }, ...links);
}
