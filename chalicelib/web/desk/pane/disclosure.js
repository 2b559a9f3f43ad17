import { h, set, write } from "../../shared/dom.js";
import { clockTime } from "../../shared/clock.js";
import { askForDisclosure, showOrigins } from "../dialogs/disclosure.js";

/** @typedef {Pick<import("../state/types.js").Conversation, "nickname" | "channel" | "stage">} About */

/** @typedef {import("../state/types.js").Disclosure} Disclosure */
/** @typedef {import("./pane.js").GivenPane} Given */

/** How a request to see where this visitor is stands, and whom to call meanwhile; in the pane, and in the tray after it. @param {Given} given */
export function disclosure(given) {
  const { say, acts, id } = given;
  const words = h("p", {});
  const call = h("a", { class: "button" });
  const look = h("button", { type: "button", class: "primary", onclick: () => acts.dispatch({ type: "looks_at_origin", conversation: id }) }, say("desk.disclosure.look"));
  const again = h("button", { type: "button", onclick: () => askForDisclosure(given, current) }, say("desk.disclosure.ask"));
  const element = h("div", { class: "banner signal disclosure" }, words, h("div", { class: "row" }, look, call, again));
  /** @type {About} */
  let current;
  /** @type {Disclosure["origins"]} */
  let opened = null;

  /** @param {string} state @param {string | null} number */
  function offers(state, number) {
    look.hidden = state !== "granted";
    write(again, say(state === "none" ? "desk.disclosure.after" : "desk.disclosure.ask"));
    again.classList.toggle("plain", state === "none");
    again.hidden = ["asked", "granted", "sending", "gone"].includes(state);
    call.hidden = !number || !["asked", "failed", "sending"].includes(state);
    set(call, { href: `tel:${(number ?? "").replace(/[^+\d]/g, "")}` });
    write(call, say("desk.disclosure.call", { number: number ?? "" }));
  }

  return {
    element,
    /** @param {About} conversation @param {number} now @param {import("../view.js").Desk} desk */
    show(conversation, now, desk) {
      current = conversation;
      const known = desk.disclosures[id];
      const state = stateOf(known, now);
      element.hidden = state === "none" && conversation.stage !== "ended";
      set(element, { "data-state": state });
      set(look, { "aria-disabled": known?.pending ? "true" : null });
      words.hidden = state === "none";
      write(words, wordsOf(given, known, state, conversation.nickname));
      offers(state, desk.onCall);
      const origins = known?.origins ?? null;
      if (origins && origins !== opened) showOrigins(given, conversation, origins, now);
      opened = origins;
    },
  };
}

/** Time ends it here too, without asking the server. @param {Disclosure | undefined} known @param {number} now */
function stateOf(known, now) {
  if (known?.fault) return known.fault.kind === "gone" ? "gone" : "failed";
  if (!known?.item) return known?.pending ? "sending" : "none";
  const open = ["asked", "granted"].includes(known.item.state);
  return open && Date.parse(known.item.ends_at) <= now ? "lapsed" : known.item.state;
}

/** @param {Given} given @param {Disclosure | undefined} known @param {string} state @param {string} nickname */
function wordsOf({ say, settings }, known, state, nickname) {
  const item = known?.item;
  if (state === "none") return "";
  if (state === "failed") return `${reason(known)} ${say("desk.disclosure.failed")}`.trim();
  if (state === "gone" || !item) return say(`desk.disclosure.${state}`);
  const times = { at: clockTime(item.asked_at, settings.lang), until: clockTime(item.ends_at, settings.lang) };
  const decision = { by: item.decider ?? "", reason: item.decision ?? "" };
  return [say(`desk.disclosure.${state}`, { nickname, ...times, ...decision }), alarm(say, item, state)].filter(Boolean).join(" ");
}

/** Why not, unless that too says to call: once is clearer. @param {Disclosure | undefined} known */
function reason(known) {
  return known?.fault && known.fault.kind !== "call_instead" ? known.fault.message : "";
}

/** @param {Given["say"]} say @param {import("../state/types.js").DisclosureItem} item @param {string} state */
function alarm(say, item, state) {
  return state === "asked" && !item.told ? say("desk.disclosure.nobody_told") : "";
}
