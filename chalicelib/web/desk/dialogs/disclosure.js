import { h } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";

/** @typedef {import("../pane/pane.js").GivenPane} Given */
/** @typedef {import("../state/types.js").Conversation} Conversation */
/** @typedef {import("../state/types.js").Origins} Origins */

const DANGERS = ["visitor", "other"];
const GROUNDS = ["suicide", "violence", "child", "health", "other"];
// The server refuses a reason of fewer letters.
const SHORTEST = 3;

/** Who is in danger and why; what an administrator needs to decide within a minute. @param {Given} given @param {Pick<Conversation, "nickname">} conversation */
export function askForDisclosure({ say, acts, id }, { nickname }) {
  const danger = choices(say, "danger", DANGERS, { nickname });
  const ground = choices(say, "ground", GROUNDS, { nickname });
  const discussed = choices(say, "discussed", ["yes", "no"], { nickname });
  const words = field({ id: "disclosure-words", label: say("desk.disclosure.words"), hint: say("desk.disclosure.words_hint") });
  const fault = h("p", { class: "fault", role: "alert" });
  ask({
    title: say("desk.disclosure.title", { nickname }),
    body: [h("p", {}, say("desk.disclosure.what")), danger.element, ground.element, words.element, discussed.element, fault],
    yes: say("desk.disclosure.yes"), no: say("desk.cancel"),
    onYes() {
      const missing = [danger, ground, discussed].find(({ value }) => !value());
      if (missing) return missing.enter(), (fault.textContent = say("desk.disclosure.choose")), false;
      const text = words.box.value.trim();
      if (text.length < SHORTEST) return words.refuse(say("desk.disclosure.words_missing")), false;
      const plea = { danger: danger.value(), ground: ground.value(), words: text, discussed: discussed.value() === "yes" };
      return acts.dispatch({ type: "asks_disclosure", conversation: id, plea });
    },
  });
}

/** @param {import("../../shared/words.js").Say} say @param {string} name @param {string[]} values @param {Record<string, string>} about */
function choices(say, name, values, about) {
  const inputs = values.map((value) => h("input", { type: "radio", name: `disclosure-${name}`, value }));
  const labels = inputs.map((input) => h("label", { class: "choice" }, input, h("span", {}, say(`desk.disclosure.${name}.${input.value}`, about))));
  return {
    element: h("fieldset", { class: "choices" }, h("legend", {}, say(`desk.disclosure.${name}`, about)), ...labels),
    value: () => inputs.find(({ checked }) => checked)?.value,
    enter: () => inputs[0].focus(),
  };
}

/** What to give to 112 or 101, and what to tell the visitor. It goes when the hour is over. @param {Given} given @param {Pick<Conversation, "nickname" | "channel">} conversation @param {Origins} origins @param {number} now */
export function showOrigins({ say, acts, id, settings }, { nickname, channel }, origins, now) {
  const stays = origins.stays.map((stay) => h("li", { class: "stay" },
    h("p", { class: "address" }, ...inPieces(stay.address)),
    h("dl", {},
      h("dt", {}, say("desk.disclosure.utc")), h("dd", {}, span(say, utc(stay.first), stay.last && utc(stay.last))),
      h("dt", {}, say("desk.disclosure.brussels")), h("dd", {}, span(say, local(stay.first_local), stay.last_local && local(stay.last_local))))));
  const dialog = ask({
    title: say("desk.disclosure.shown", { nickname }),
    body: [
      h("p", {}, say("desk.disclosure.give")), h("ol", { class: "stays" }, ...stays),
      !stays.length && h("p", {}, say("desk.disclosure.no_address")),
      h("p", {}, say("desk.disclosure.channel", { channel: settings.channels[channel]?.title ?? channel })),
      h("p", {}, say("desk.disclosure.operator")),
      h("h3", {}, say("desk.disclosure.tell_title", { nickname })), h("p", {}, say("desk.disclosure.tell")),
      h("p", { class: "soft small" }, say("desk.disclosure.no_copies")),
    ],
    yes: say("desk.disclosure.done"), no: say("desk.disclosure.close"), onYes: () => {},
  });
  dialog.classList.add("origins");
  // On a small screen the first button would have the focus, and the address would be scrolled away above it.
  const top = /** @type {HTMLElement} */ (dialog.querySelector("h2"));
  top.tabIndex = -1;
  top.focus();
  const over = setTimeout(() => dialog.close(), Date.parse(origins.disclosure.ends_at) - now);
  dialog.addEventListener("close", () => {
    clearTimeout(over);
    acts.dispatch({ type: "hides_origin", conversation: id });
  });
}

/** Whoever reads it out must never meet half a group: a line ends after a colon or a dot. @param {string} address */
function inPieces(address) {
  return (address.match(/[^:.]+[:.]*|[:.]+/g) ?? []).flatMap((piece) => [piece, h("wbr")]);
}

/** @param {import("../../shared/words.js").Say} say @param {string} first @param {string | null} last */
function span(say, first, last) {
  return last ? say("desk.disclosure.from_to", { first, last }) : say("desk.disclosure.since", { first });
}

/** 2026-11-24 13:00:05 UTC: the figures as an operator's log has them. @param {string} at */
function utc(at) {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

/** 2026-11-24 14:00:05 (UTC+01:00). @param {string} at */
function local(at) {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} (UTC${at.slice(19)})`;
}
