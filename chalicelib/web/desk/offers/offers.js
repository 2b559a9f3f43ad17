import { h, set, write } from "../../shared/dom.js";
import { asClock, secondsLeft } from "../../shared/countdown.js";
import { keep } from "../../shared/keep.js";
import { liveOf } from "../state/order.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Offer} Offer */

/** Conversations that colleagues ask to take over. @param {Given} given @returns {import("../view.js").Piece} */
export function offers(given) {
  const element = h("div", { class: "offers", "data-stop": true });
  return {
    element,
    show(desk, now) {
      const open = desk.offers.filter(({ until }) => secondsLeft(until, now) > 0);
      element.hidden = open.length === 0;
      const why = hindrance(desk);
      keep(element, open, ({ conversation }) => conversation, (offer) => card(given, offer), (shown, offer) => {
        const [left, accept] = [".left", ".primary"].map((part) => /** @type {HTMLElement} */ (shown.querySelector(part)));
        write(left, [why && given.say(why), given.say("desk.time_left", { time: asClock(secondsLeft(offer.until, now)) })].filter(Boolean).join(" "));
        set(accept, { "aria-disabled": why ? "true" : null });
      });
    },
  };
}

/** Why nobody can be taken over now: the server would refuse. @param {import("../view.js").Desk} desk */
function hindrance(desk) {
  if (!desk.on || !desk.available) return "desk.offer.paused";
  return liveOf(desk) < desk.slots ? "" : "desk.offer.no_place";
}

/** @param {Given} given @param {Offer} offer */
function card({ say, acts }, { conversation, question, nickname, counsellor, note }) {
  const answer = (/** @type {string} */ type) => (/** @type {Event} */ { currentTarget }) => {
    if (/** @type {HTMLElement} */ (currentTarget).getAttribute("aria-disabled") !== "true") acts.dispatch({ type, conversation, question });
  };
  const left = `left-${conversation}`;
  return h("section", { class: "card offer", "aria-label": say("desk.offer.label", { nickname }) },
    h("p", {}, say("desk.offer.asks", { counsellor, nickname }), " ", h("span", { class: "left soft", id: left })),
    note && h("p", { class: "written note-text" }, note),
    h("div", { class: "row" },
      h("button", { type: "button", class: "primary", "aria-describedby": left, onclick: answer("accepts") }, say("desk.offer.accept")),
      h("button", { type: "button", onclick: answer("declines") }, say("desk.offer.decline"))));
}
