// Looking for a centre: the whole list is fetched once, so that what somebody types stays with them.

import { fill, h, write } from "../shared/dom.js";
import { telephone } from "../shared/help.js";
import { readSettings } from "../shared/settings.js";
import { speaker } from "../shared/words.js";
import { find } from "./finding.js";

const settings = readSettings();
const say = speaker(given.words[settings.lang]);
/** @type {Promise<import("./finding.js").List> | null} */
let asked = null;

/** The list, asked once; a try that failed is made again. */
function list() {
  asked ??= fetch(`${settings.root}centres/${settings.channel}`, { credentials: "omit" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .catch((error) => {
      asked = null;
      throw error;
    });
  return asked;
}

/** @param {Element} place where somebody opened the search */
function show(place) {
  const input = h("input", { id: "centre", type: "search", autocomplete: "off", spellcheck: "false", maxlength: 80, "aria-describedby": "centre-hint" });
  const told = h("p", { role: "status" });
  const found = h("ol", {});
  const summary = place.querySelector("summary");
  place.replaceChildren(...(summary ? [summary] : []), h("label", { for: "centre" }, say("centres.where")),
    h("p", { class: "hint", id: "centre-hint" }, say("centres.hint")), input, told, found);
  const search = async () => {
    try {
      answer(await list());
    } catch {
      write(told, say("centres.failed"));
    }
  };
  /** @param {import("./finding.js").List} known */
  function answer(known) {
    const hits = known.served.length ? find(known, input.value) : [];
    const none = known.served.length ? say("centres.none") : say("centres.empty");
    write(told, hits?.length ? say("centres.found", { count: hits.length }) : hits ? none : "");
    fill(found, ...(hits ?? []).map(entry));
  }
  input.addEventListener("input", search);
  search();
}

/** @param {import("./finding.js").Found} hit */
function entry({ places, centre: { name, email, phone, website } }) {
  return h("li", {}, h("p", {}, h("b", {}, name)), h("p", { class: "soft small" }, places.join(", ")),
    email && h("a", { href: `mailto:${email}` }, email), phone && h("a", { href: telephone(phone) }, phone),
    website && h("a", { href: website, target: "_blank", rel: "noreferrer" }, say("centres.site")));
}

document.addEventListener("chathulp:centres", (event) => {
  if (event.target instanceof Element) show(event.target);
});
