// The first thing a visitor sees: is somebody there, what is this, and a way in.

import { h, set, write } from "../../shared/dom.js";
import { helpList } from "../../shared/help.js";
import { dayAndTime } from "../../shared/time.js";
import { elsewhereOf } from "../context.js";
import { talkedBefore } from "../host.js";
import { lateFold } from "../late.js";
import { comeBackForm, refill, startForm } from "./form.js";
import { untilTime } from "../../shared/until.js";

/** @typedef {import("../context.js").Context} Context */
/** @typedef {import("../context.js").State} State */

const GOOD_TO_KNOW = ["anonymous", "origin", "kept", "danger", "team", "file", "history", "time"];
const NO_LINE_AFTER = 6_000;

/** @param {Context} context @returns {import("../context.js").Part} */
export function welcomePart(context) {
  const { say, settings } = context;
  const { title = "" } = settings.channels[settings.channel ?? ""] ?? {};
  const heading = h("h1", { tabindex: -1 }, say("chat.welcome", { channel: title }));
  const light = h("p", { class: "light", role: "status" });
  const more = h("div", { class: "soft" });
  const refused = h("div", { class: "banner", role: "alert", hidden: true });
  const other = h("section", { class: "card", hidden: true });
  const form = startForm(context);
  const start = h("section", { class: "card", "aria-label": say("chat.start_section") }, form.element);
  const back = h("details", { class: "back", open: talkedBefore }, h("summary", {}, say("chat.comeback_question")), comeBackForm(context));
  const element = h("div", { class: "welcome" }, h("div", { class: "hello" }, heading, light, more), refused,
    back, other, start, lateFold(context, "week"), goodToKnow(context));
  const shown = { refusal: /** @type {unknown} */ (undefined), other: "", since: 0 };

  /** @param {State} state @param {number} now */
  function update(state, now) {
    shown.since = state.line === "open" ? 0 : shown.since || now;
    const sight = sightOf(state, shown.since > 0 && now - shown.since > NO_LINE_AFTER);
    set(light, { "data-light": ["open", "busy", "closed"].includes(sight) ? sight : "unknown" });
    write(light, sight === "open" || sight === "busy" || sight === "closed" ? state.status?.message ?? "" : say(`chat.light_${sight}`));
    write(more, moreWords(context, state, sight));
    start.hidden = sight !== "open";
    showRefusal(state);
    showOther(state, sight);
  }

  /** @param {State} state */
  function showRefusal(state) {
    if (shown.refusal === state.refusal) return;
    shown.refusal = state.refusal;
    const taken = state.refusal?.reason === "nickname_taken";
    form.taken(taken ? state.refusal?.message ?? "" : "");
    refill(refused, state.refusal && !taken ? h("p", {}, refusalWords(context, state)) : null);
  }

  /** @param {State} state @param {string} sight */
  function showOther(state, sight) {
    const ways = elsewhereOf(context, state).alternatives ?? [];
    // Not while we only look: a moment later this would make room for the form.
    const elsewhere = state.refusal?.reason === "too_many" || (sight !== "open" && sight !== "unknown");
    const key = elsewhere ? JSON.stringify(ways) : "";
    if (key === shown.other) return;
    shown.other = key;
    refill(other, ...(key && ways.length ? [h("h2", {}, say("chat.elsewhere")), helpList(ways), lateFold(context, "centres")] : [null]));
  }

  function focus() {
    const wrong = form.nickname.input.getAttribute("aria-invalid");
    (wrong ? form.nickname.input : heading).focus();
  }

  return { element, update, focus };
}

/** What the page looks like: the light, or why there is none. @param {State} state @param {boolean} longDown */
function sightOf(state, longDown) {
  if (state.refusal?.reason === "blocked") return "blocked";
  if (longDown) return "no_line";
  return state.status?.light ?? "unknown";
}

/** @param {Context} context @param {State} state @param {string} sight */
function moreWords({ say, settings }, state, sight) {
  const opening = state.status?.next_opening;
  const until = state.status?.open_until;
  if (sight === "closed" && until) return say("chat.open_until", { time: untilTime(until, settings.lang) });
  if (sight === "closed" && opening) return say("chat.next_opening", { when: dayAndTime(opening, settings.lang) });
  if (sight === "busy") return say("chat.stay");
  if (sight === "no_line") return say("chat.no_line_more");
  return "";
}

/** @param {Context} context @param {State} state */
function refusalWords({ say, settings }, state) {
  const { reason = "", message = "", until } = state.refusal ?? {};
  if (reason === "unanswered") return say("chat.unanswered");
  return reason === "blocked" && until ? `${message} ${say("chat.blocked_until", { when: dayAndTime(until, settings.lang) })}` : message;
}

/** What counts before the first word stands there; the rest is folded. @param {Context} context */
function goodToKnow({ say, settings }) {
  const { name, email } = settings.manager;
  const items = GOOD_TO_KNOW.map((key) => h("li", {}, say(`chat.know_${key}`, { manager: name })));
  return h("section", { class: "know" },
    h("p", {}, say("chat.lead")), h("p", {}, say("chat.limits")),
    h("details", {}, h("summary", {}, say("chat.know")),
      h("ul", {}, ...items),
      h("p", { class: "small soft" }, say("chat.privacy", { manager: name }), " ", h("a", { href: `mailto:${email}` }, email))));
}
