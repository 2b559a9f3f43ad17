import { h, write } from "../shared/dom.js";
import { keep } from "../shared/keep.js";
import { steadyNow } from "../shared/timers.js";
import { bar } from "./bar/bar.js";
import { banners } from "./banners/banners.js";
import { dutyForm } from "./duty/duty.js";
import { betweenPanes, enter, keepingPlace } from "./keys.js";
import { offers } from "./offers/offers.js";
import { asTheyStand, liveFirst } from "./state/order.js";
import { pane } from "./pane/pane.js";
import { tabs } from "./tabs/tabs.js";
import { tray } from "./tray/tray.js";

/**
 * @typedef {import("./state/types.js").Desk} Desk
 * @typedef {{
 *   dispatch: (event: import("./state/types.js").Event) => void, connect: () => void, takeOver: () => void,
 *   ended: (id: string) => Promise<any>, retry: () => void, signIn: () => void, leave: () => void, person: string,
 *   api: import("../staff/api.js").Api,
 * }} Acts
 * @typedef {{
 *   settings: import("../shared/settings.js").Settings, say: import("../shared/words.js").Say, acts: Acts,
 *   alert: import("./alerts/alerts.js").Alerts,
 * }} Given what every piece of the screen gets
 * @typedef {{element: HTMLElement, show: (desk: Desk, now: number) => void}} Piece
 */

/** The whole screen of the desk. @param {Given} given */
export function view(given) {
  const { say, alert } = given;
  const duty = dutyForm(given);
  const pieces = [bar(given), banners(given), offers(given), duty, tabs(given)];
  const away = tray(given);
  const empty = h("p", { class: "empty soft" }, say("desk.empty"));
  const panes = h("div", { class: "panes" });
  const top = h("h1", { class: "unseen", tabindex: -1 }, say("desk.title"));
  const main = h("main", { class: "conversations" }, top, empty, panes);
  const shown = shownPanes(given, panes);
  // Once for all boxes: each of them refers to it.
  const keys = h("p", { class: "hint keys", id: "keys" });
  const foot = h("div", { class: "desk-foot" }, h("footer", {}, keys), away.element);
  const element = h("div", { class: "desk" }, ...pieces.map((piece) => piece.element), main, foot);
  betweenPanes(element);

  /** @param {Desk} desk */
  function update(desk) {
    const now = steadyNow() + (desk.skew ?? 0);
    for (const piece of [...pieces, away]) piece.show(desk, now);
    write(keys, `${say(alert.chosen.enterSends ? "desk.keys.enter" : "desk.keys.ctrl_enter")} · ${say("desk.keys.slash")}`);
    keys.hidden = desk.order.length === 0;
    empty.hidden = !desk.on || desk.order.length > 0;
    main.hidden = !desk.on && desk.order.length === 0;
    shown(desk, now);
  }

  return {
    element,
    /** @param {Desk} desk */
    show: (desk) => keepingPlace(element, () => (main.hidden ? enter(duty.element) : top.focus()), () => update(desk)),
  };
}

const PRESS = 2_000;

/** Panes stay as they are while others come and go: what is typed, selected and scrolled is kept. @param {Given} given @param {HTMLElement} place */
function shownPanes(given, place) {
  /** @type {Map<string, Piece>} */
  const made = new Map();
  // What is moved while somebody presses loses the click, and a second press would come to another.
  let pressed = -PRESS;
  place.addEventListener("pointerdown", () => { pressed = steadyNow(); }, true);

  /** @param {string} id */
  function make(id) {
    const piece = pane(given, id);
    made.set(id, piece);
    return piece.element;
  }

  /** @param {Desk} desk @param {number} now */
  return (desk, now) => {
    const held = place.querySelector(":scope > :focus-within");
    const here = held ? [...place.children].indexOf(held) : -1;
    const keys = liveFirst(desk, held?.getAttribute("data-key"), here);
    keep(place, steadyNow() - pressed < PRESS ? asTheyStand([...place.children].map((each) => each.getAttribute("data-key") ?? ""), keys) : keys, (id) => id, make);
    place.dataset.count = String(desk.order.length);
    for (const id of made.keys()) if (!desk.conversations[id]) made.delete(id);
    for (const piece of made.values()) piece.show(desk, now);
  };
}
