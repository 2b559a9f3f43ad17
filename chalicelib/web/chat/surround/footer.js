// Under every page but the talk itself, which has its menu.

import { fill, h } from "../../shared/dom.js";

/** @param {import("../context.js").Context} context */
export function footer({ say, settings, reader, fault }) {
  const complaint = settings.channels[settings.channel ?? ""]?.elsewhere.complaint;
  fill(/** @type {HTMLElement} */ (document.getElementById("footer")),
    otherLanguage(settings.lang), reader(),
    h("button", { class: "plain", type: "button", onclick: fault }, say("chat.fault")),
    complaint ? h("a", { href: complaint, target: "_blank", rel: "noopener noreferrer" }, say("chat.complaint")) : null,
    h("p", { class: "soft small" }, say("chat.exit_hint")));
}

/** The same page, in the other language. @param {"nl" | "en"} lang */
function otherLanguage(lang) {
  const [other, name] = lang === "nl" ? ["en", "English"] : ["nl", "Nederlands"];
  const query = new URLSearchParams(location.search);
  query.set("lang", other);
  return h("a", { href: `?${query}`, lang: other, hreflang: other }, name);
}
