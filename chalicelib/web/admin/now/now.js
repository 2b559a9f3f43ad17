import { ask } from "../../staff/dialog.js";
import { h, set, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { clockTime } from "../../shared/clock.js";
import { wallWords } from "../wall.js";
import { SHORTEST } from "../frame/reason.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Channel} Channel */

/** How each channel stands at this moment, and the switch that closes it. @param {Given} given @returns {import("../view.js").Piece} */
export function now(given) {
  const { say, settings } = given;
  const list = h("div", { class: "cards" });
  const all = h("button", { type: "button", class: "danger", onclick: () => askToCloseAll(given) }, say("admin.now.close_all"));
  const seen = h("p", { class: "soft small" });
  const waiting = h("p", { class: "soft" }, say("admin.loading"));
  return {
    element: h("section", {}, h("p", {}, say("admin.now.what")), waiting, list, h("div", { class: "row" }, all, seen)),
    show({ channels, busy, seenAt, missed }) {
      all.hidden = (channels ?? []).filter(({ closed_now: closed }) => !closed).length < 2;
      const at = new Date(seenAt).toLocaleTimeString(`${settings.lang}-BE`, { timeZone: "Europe/Brussels" });
      write(seen, seenAt ? say(missed ? "admin.now.missed" : "admin.now.seen", { at }) : "");
      set(seen, { class: missed ? "fault" : "soft small" });
      waiting.hidden = channels !== null || !busy;
      keep(list, channels ?? [], ({ channel }) => channel, ({ channel }) => channelCard(given, channel), (element, item) => updateCard(given, element, item));
    },
  };
}

/** @param {Given} given @param {string} channel */
function channelCard({ say, acts }, channel) {
  const heading = h("h2", { id: `now-${channel}` });
  const reopen = () => acts.dispatch({ type: "reopens", channel });
  return h("section", { class: "card channel", "aria-labelledby": `now-${channel}` }, heading, h("p", { class: "light" }), h("p", { class: "why" }),
    h("p", { class: "counts" }), h("ul", { class: "people" }),
    h("button", { type: "button", class: "danger close-now", onclick: () => askToClose({ say, acts }, channel, heading.textContent ?? "") }, say("admin.now.close")),
    h("button", { type: "button", class: "primary reopen", onclick: reopen }, say("admin.now.reopen")));
}

/** @param {Given} given @param {HTMLElement} element @param {Channel} item */
function updateCard({ say, settings }, element, item) {
  const { name, light, closed_now: closed, next_opening: next } = item;
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (element.querySelector(selector));
  write(part("h2"), name);
  set(part(".light"), { "data-light": light });
  write(part(".light"), say(`admin.light.${light}`));
  // Closed by hand, the next hours are no promise; and within them, tomorrow's are no news.
  const opening = next && !closed && !item.within_hours ? say("admin.now.next", { at: wallWords(next, settings.lang) }) : "";
  write(part(".why"), [why({ say, settings }, item), opening].filter(Boolean).join(" "));
  write(part(".counts"), counts({ say }, item));
  keep(part(".people"), item.counsellors ?? [], (one) => JSON.stringify(one), (one) => h("li", {}, person({ say }, one)));
  part(".close-now").hidden = closed || item.readable === false;
  part(".reopen").hidden = !closed;
}

/** Why the light is what it is. @param {Pick<Given, "say" | "settings">} given @param {Channel} item */
function why({ say, settings }, item) {
  const { closed_now: closed, closed_by: by, closed_reason: reason, within_hours: within, readable, holiday, closure } = item;
  // A schedule that cannot be read counts as closed: somebody has to know, and mend it.
  if (readable === false) return say("admin.now.unreadable");
  if (closed) {
    const who = by ? say("admin.now.closed_by", { name: by }) : say("admin.now.by_hand");
    return reason ? `${who} ${say("admin.now.closed_reason", { reason })}` : who;
  }
  if (!within) return closure ? say("admin.preview.closure", { closure }) : holiday ? say("admin.preview.holiday", { holiday }) : say("admin.now.outside");
  return [aboutPlaces({ say }, item), item.open_until && say("admin.now.until", { at: clockTime(item.open_until, settings.lang) })].filter(Boolean).join(" ");
}

/** What the places make of the light, inside hours. @param {Pick<Given, "say">} given @param {Channel} item */
function aboutPlaces({ say }, { light, counsellors = [] }) {
  if (light === "open") return say("admin.now.within");
  return say(light === "busy" || counsellors.some(({ away }) => !away) ? "admin.now.no_place" : "admin.now.nobody");
}

/** @param {Pick<Given, "say">} given @param {Channel} item */
function counts({ say }, { running, counsellors }) {
  if (!counsellors) return "";
  const here = counsellors.filter(({ away }) => !away);
  const free = here.reduce((sum, { places, taken, paused }) => sum + (paused ? 0 : Math.max(0, places - taken)), 0);
  const places = here.reduce((sum, one) => sum + one.places, 0);
  return say("admin.now.counts", { people: here.length, free, places, running: running ?? 0 });
}

/** @param {Pick<Given, "say">} given @param {import("../../wire/answers.js").OnDutyView} one */
function person({ say }, { name, places, taken, paused, away }) {
  const state = away ? say("admin.now.away") : paused ? say("admin.now.paused") : "";
  return say("admin.now.person", { name, taken, places, state });
}

/** @param {Pick<Given, "say" | "acts">} given @param {string} channel @param {string} name */
function askToClose({ say, acts }, channel, name) {
  askWhy({ say }, say("admin.now.close_title", { name }), say("admin.now.close"), (reason) => acts.dispatch({ type: "closes_now", channel, reason }));
}

/** @param {Pick<Given, "say" | "acts">} given */
function askToCloseAll({ say, acts }) {
  askWhy({ say }, say("admin.now.close_all_title"), say("admin.now.close_all"), (reason) => acts.dispatch({ type: "closes_all", reason }));
}

/** @param {Pick<Given, "say">} given @param {string} title @param {string} yes @param {(reason: string) => void} close */
function askWhy({ say }, title, yes, close) {
  const reason = h("input", { id: "close-reason", maxlength: 500, autocomplete: "off", "aria-describedby": "close-fault" });
  const fault = h("p", { class: "fault", id: "close-fault", role: "alert" });
  ask({
    title, body: [h("p", {}, say("admin.now.close_what")), h("div", {}, h("label", { for: "close-reason" }, say("admin.now.close_reason")), reason, fault)],
    yes, no: say("admin.cancel"), kind: "danger",
    onYes() {
      const text = reason.value.trim();
      if (!text || text.length >= SHORTEST) return close(text);
      write(fault, say("admin.fault.longer"));
      reason.focus();
      return false;
    },
  });
}
