import { h } from "../shared/dom.js";

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

/**
 * A link to this page in the other language, named in that language, as far as the part that is open now.
 * @param {{settings: import("../shared/settings.js").Settings, say: import("../shared/words.js").Say}} given
 */
export function otherLanguage({ settings, say }) {
  const other = settings.lang === "nl" ? "en" : "nl";
  const link = h("a", { class: "language", href: `?lang=${other}`, lang: other, hreflang: other }, say("staff.language"));
  link.addEventListener("click", () => { link.href = `?lang=${other}${location.hash}`; });
  return link;
}
