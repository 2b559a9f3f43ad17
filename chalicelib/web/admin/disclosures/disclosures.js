import { fill, h } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { listing } from "../frame/listing.js";
import { wallWords } from "../wall.js";
import { decide } from "./decide.js";
import { yearFigures } from "./figures.js";
import { ordering } from "./ordering.js";
import { showOrigins } from "./origins.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../../wire/answers.js").DisclosureView} Item */

/** Who asks to see where a visitor is, and what was answered. @param {Given} given @returns {import("../view.js").Piece} */
export function disclosures(given) {
  const { say } = given;
  const open = openOnes(given);
  const history = listing(given, { name: "disclosures", none: "admin.disclosures.none", words: (item) => past(given, item), act: (item) => lookAt(given, item), key });
  const order = ordering(given);
  const years = yearFigures(given);
  /** @type {import("../state/types.js").Admin["origins"]} */
  let opened = null;
  return {
    element: h("section", {}, h("p", {}, say("admin.disclosures.what")),
      section(say("admin.disclosures.open"), open.element), section(say("admin.disclosures.history"), history.element),
      section(say("admin.disclosures.order_heading"), h("p", {}, say("admin.disclosures.order_what")), order.form),
      section(say("admin.disclosures.figures"), years.element)),
    show(admin) {
      for (const piece of [open, history, order, years]) piece.show(admin);
      if (admin.origins && admin.origins !== opened) showOrigins(given, admin.origins);
      opened = admin.origins;
    },
    empty(form) {
      if (form === "disclosures") order.form.reset();
    },
  };
}

/** @param {string} title @param {...Node} content */
function section(title, ...content) {
  return h("section", { class: "card" }, h("h2", {}, title), ...content);
}

/** What changes on a card makes it another card. @param {Item} item */
function key({ id, state, looks }) {
  return `${id} ${state} ${looks}`;
}

/** @param {Given} given */
function openOnes(given) {
  const list = h("ul", { class: "listing" });
  const none = h("p", { class: "soft" }, given.say("admin.disclosures.none_open"));
  return {
    element: h("div", {}, list, none),
    /** @param {import("../view.js").Admin} admin */
    show(admin) {
      const asked = admin.openOnes.filter(({ state }) => state === "asked");
      none.hidden = asked.length > 0;
      keep(list, asked, key, (item) => disclosureCard(given, item));
    },
  };
}

/** @param {Given} given @param {Item} item */
function disclosureCard(given, item) {
  const { say, settings } = given;
  const buttons = ["grant", "refuse"].map((move) => h("button", { type: "button", class: move === "grant" ? "primary" : "", onclick: () => decide(given, item, move) }, say(`admin.disclosures.${move}`)));
  const answer = h("div", { class: "row" });
  fill(answer, ...(item.mine && !item.lone ? [h("p", { class: "soft" }, say("admin.disclosures.mine"))] : buttons));
  return h("li", {}, h("div", {},
    h("p", { class: "title" }, say("admin.disclosures.asked", { asker: item.asker, at: wallWords(item.asked_at, settings.lang) })),
    h("p", { class: "written" }, quoted(given, item)),
    h("p", { class: "soft" }, about(given, item))), answer);
}

/** In isolation: a language of the other direction turns no words around it. @param {Given} given @param {Item} item */
function quoted({ say }, { words }) {
  return say("admin.disclosures.words", { words: `\u2068${words}\u2069` });
}

/** @param {Given} given @param {Item} item */
function about({ say, settings }, { danger, ground, discussed, role, channel, conversation }) {
  const talked = role === "counsellor" ? say(`admin.disclosures.discussed.${discussed ? "yes" : "no"}`) : "";
  const place = say("admin.disclosures.of", { channel: settings.channels[channel]?.title ?? channel, conversation });
  return [danger && say(`admin.disclosures.danger.${danger}`), say(`admin.disclosures.ground.${ground}`), talked, place].filter(Boolean).join(" ");
}

/** @param {Given} given @param {Item} item @returns {[string, string]} */
function past(given, item) {
  const { say, settings } = given;
  const at = (/** @type {string} */ moment) => wallWords(moment, settings.lang);
  const title = say("admin.disclosures.state", { state: say(`admin.disclosures.state.${item.state}`), asker: item.asker, at: at(item.asked_at) });
  const { decider: by, decided_at: when, decision: reason } = item;
  const decided = by && when ? say("admin.disclosures.decided", { by, at: at(when), reason: reason ?? "" }) : "";
  const looks = item.looks ? say("admin.disclosures.looks", { count: String(item.looks) }) : "";
  const lone = item.lone ? say("admin.disclosures.lone") : "";
  return [title, [quoted(given, item), about(given, item), decided, looks, lone].filter(Boolean).join(" ")];
}

/** @param {Given} given @param {Item} item */
function lookAt({ say, acts }, { id, state, mine, role }) {
  const button = h("button", { type: "button", hidden: !(mine && role === "administrator" && state === "granted") }, say("admin.disclosures.look"));
  button.addEventListener("click", () => acts.dispatch({ type: "looks_at", id }));
  return button;
}
