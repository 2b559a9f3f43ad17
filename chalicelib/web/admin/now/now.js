import { ask } from "../../staff/dialog.js";
import { h, set, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { wallWords } from "../wall.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Channel} Channel */

// The server refuses a reason of fewer letters.
const SHORTEST = 3;

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
function update({ say, settings }, element, item) {
  const { name, light, closed_now: closed, next_opening: next } = item;
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (element.querySelector(selector));
  write(part("h2"), name);
  set(part(".light"), { "data-light": light });
  write(part(".light"), say(`admin.light.${light}`));
  const opening = next ? say("admin.now.next", { at: wallWords(next, settings.lang) }) : "";
  write(part(".why"), [why({ say }, item), opening].filter(Boolean).join(" "));
  part(".close-now").hidden = closed || item.readable === false;
  part(".reopen").hidden = !closed;
}

/** @param {Pick<Given, "say">} given @param {Channel} item */
function why({ say }, { closed_now: closed, closed_by: by, closed_reason: reason, within_hours: within, readable }) {
  // A schedule that cannot be read counts as closed: somebody has to know, and mend it.
  if (readable === false) return say("admin.now.unreadable");
  if (!closed) return say(within ? "admin.now.within" : "admin.now.outside");
  const who = by ? say("admin.now.closed_by", { name: by }) : say("admin.now.by_hand");
  return reason ? `${who} ${say("admin.now.closed_reason", { reason })}` : who;
}

/** @param {Pick<Given, "say" | "acts">} given @param {string} channel @param {string} name */
function askToClose({ say, acts }, channel, name) {
  const reason = h("input", { id: "close-reason", maxlength: 500, autocomplete: "off", "aria-describedby": "close-fault" });
  const fault = h("p", { class: "fault", id: "close-fault", role: "alert" });
  ask({
    title: say("admin.now.close_title", { name }),
    body: [h("p", {}, say("admin.now.close_what")), h("div", {}, h("label", { for: "close-reason" }, say("admin.now.close_reason")), reason, fault)],
    yes: say("admin.now.close"), no: say("admin.cancel"), kind: "danger",
    onYes() {
      const text = reason.value.trim();
      if (!text || text.length >= SHORTEST) return acts.dispatch({ type: "closes_now", channel, reason: text });
      write(fault, say("admin.fault.longer"));
      reason.focus();
      return false;
    },
  });
}
