// Under every page but the talk itself, which has its menu.

import { fill, h } from "../../shared/dom.js";
import { otherLanguages } from "../../shared/languages.js";

/** @param {import("../context.js").Context} context */
export function footer({ say, settings, reader, fault }) {
  const complaint = settings.channels[settings.channel ?? ""]?.elsewhere.complaint;
  fill(/** @type {HTMLElement} */ (document.getElementById("footer")),
    ...otherLanguages(settings.lang, spokenIn), reader(),
    h("button", { class: "plain", type: "button", onclick: fault }, say("chat.fault")),
    complaint ? h("a", { href: complaint, target: "_blank", rel: "noreferrer" }, say("chat.complaint")) : null,
    h("p", { class: "soft small" }, say("chat.exit_hint")));
}

/** The same page in another language. @param {string} lang */
function spokenIn(lang) {
  const query = new URLSearchParams(location.search);
  query.set("lang", lang);
  return `?${query}`;
}
