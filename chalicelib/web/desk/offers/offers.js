import { h, write } from "../../shared/dom.js";
import { asClock, secondsLeft } from "../../shared/countdown.js";
import { keep } from "../../shared/keep.js";

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
      keep(element, open, ({ conversation }) => conversation, (offer) => card(given, offer), (shown, offer) => {
        const left = shown.querySelector(".left");
        if (left) write(left, given.say("desk.time_left", { time: asClock(secondsLeft(offer.until, now)) }));
      });
    },
  };
}

/** @param {Given} given @param {Offer} offer */
function card({ say, acts }, { conversation, question, nickname, counsellor, note }) {
  const answer = (/** @type {string} */ type) => () => acts.dispatch({ type, conversation, question });
  return h("section", { class: "card offer", "aria-label": say("desk.offer.label", { nickname }) },
    h("p", {}, say("desk.offer.asks", { counsellor, nickname })),
    note && h("p", { class: "written note-text" }, note),
    h("p", { class: "left soft" }),
    h("div", { class: "row" },
      h("button", { type: "button", class: "primary", onclick: answer("accepts") }, say("desk.offer.accept")),
      h("button", { type: "button", onclick: answer("declines") }, say("desk.offer.decline"))));
}
