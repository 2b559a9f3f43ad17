import { ask } from "../../staff/dialog.js";
import { h, keep, set, write } from "../../shared/dom.js";
import { wallWords } from "../wall.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Channel} Channel */

/** How each channel stands at this moment, and the switch that closes it. @param {Given} given @returns {import("../view.js").Piece} */
export function now(given) {
  const { say, acts } = given;
  const list = h("div", { class: "cards" });
  const again = h("button", { type: "button", onclick: () => acts.dispatch({ type: "reloads" }) }, say("admin.reload"));
  const waiting = h("p", { class: "soft" }, say("admin.loading"));
  return {
    element: h("section", {}, h("p", {}, say("admin.now.what")), waiting, list, again),
    show({ channels, busy }) {
      waiting.hidden = channels !== null || !busy;
      keep(list, channels ?? [], ({ channel }) => channel, ({ channel }) => card(given, channel), (element, item) => update(given, element, item));
    },
  };
}

/** @param {Given} given @param {string} channel */
function card({ say, acts }, channel) {
  const heading = h("h2", { id: `now-${channel}` });
  const reopen = () => acts.dispatch({ type: "reopens", channel });
  return h("section", { class: "card channel", "aria-labelledby": `now-${channel}` }, heading, h("p", { class: "light" }), h("p", { class: "why" }),
    h("button", { type: "button", class: "danger close-now", onclick: () => askToClose({ say, acts }, channel, heading.textContent ?? "") }, say("admin.now.close")),
    h("button", { type: "button", class: "primary reopen", onclick: reopen }, say("admin.now.reopen")));
}

/** @param {Given} given @param {HTMLElement} element @param {Channel} item */
function update({ say, settings }, element, { name, light, closed_now: closed, within_hours: within, next_opening: next }) {
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (element.querySelector(selector));
  write(part("h2"), name);
  set(part(".light"), { "data-light": light });
  write(part(".light"), say(`admin.light.${light}`));
  const why = closed ? "admin.now.by_hand" : within ? "admin.now.within" : "admin.now.outside";
  const opening = next ? ` ${say("admin.now.next", { at: wallWords(next, settings.lang) })}` : "";
  write(part(".why"), say(why) + opening);
  part(".close-now").hidden = closed;
  part(".reopen").hidden = !closed;
}

/** @param {Pick<Given, "say" | "acts">} given @param {string} channel @param {string} name */
function askToClose({ say, acts }, channel, name) {
  const reason = h("input", { id: "close-reason", maxlength: 500, autocomplete: "off" });
  ask({
    title: say("admin.now.close_title", { name }),
    body: [h("p", {}, say("admin.now.close_what")), h("div", {}, h("label", { for: "close-reason" }, say("admin.now.close_reason")), reason)],
    yes: say("admin.now.close"), no: say("admin.cancel"), kind: "danger",
    onYes: () => acts.dispatch({ type: "closes_now", channel, reason: reason.value.trim() }),
  });
}
