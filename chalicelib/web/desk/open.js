import { h } from "../shared/dom.js";
import { steadyNow } from "../shared/timers.js";
import { Api } from "../staff/api.js";
import { alerts } from "./alerts/alerts.js";
import { disclosing } from "./disclosing.js";
import { initial } from "./initial.js";
import { hasLive, openLine } from "./line.js";
import { remember, remembered } from "./memory.js";
import { reduce } from "./reducer.js";
import { followsColleagues } from "./following.js";
import { findsEnded } from "./tray/finding.js";
import { view } from "./view.js";

/**
 * @typedef {import("./state/types.js").Event} Event
 * @typedef {{
 *   settings: import("../shared/settings.js").Settings, say: import("../shared/words.js").Say,
 *   place: HTMLElement, session: import("../staff/session.js").Session,
 * }} Parts
 */

/** @type {[EventTarget, string][]} */
const LOOKED_AT = [[window, "focus"], [window, "blur"], [document, "visibilitychange"]];

/** Puts the desk together: the state in the middle, the line and the screen around it. @param {Parts} parts */
export function openDesk({ settings, say, place, session }) {
  const live = h("div", { class: "unseen", "aria-live": "polite", id: "live" });
  const alert = alerts(say, live);
  let desk = initial(remembered());
  const api = new Api(session);
  const line = openLine({ api, dispatch, desk: () => desk });
  const follows = followsColleagues({ dispatch, desk: () => desk });
  const disclosures = disclosing({ api, dispatch, desk: () => desk });
  const acts = {
    dispatch, api, connect: line.open, takeOver: line.takeOver, retry: line.retry, person: session.person,
    ended: (/** @type {string} */ id) => api.get(`desk/conversations?ids=${id}`), signIn: () => session.begin(), leave: () => session.leave(),
  };
  const screen = view({ settings, say, acts, alert });

  /** @param {Event} event */
  function dispatch(event) {
    desk = reduce(desk, { now: steadyNow(), ...event });
    const { effects } = desk;
    remember(desk);
    for (const effect of effects) carryOut(effect);
    // A page that was reloaded in the middle of an emergency finds it again.
    if (event.type === "line" && event.line === "open") finds();
    screen.show(desk);
    alert.show(desk);
    follows(event);
  }

  function finds() {
    disclosures.load();
    findsEnded({ api, dispatch, desk: () => desk });
  }

  /** @param {import("./state/types.js").Effect} effect */
  function carryOut(effect) {
    if (effect.do === "send") line.send(effect.frame);
    else if (effect.do === "disclose") {
      if (effect.what === "ask") disclosures.ask(effect.conversation, effect.plea);
      else disclosures.look(effect.conversation, effect.id);
    } else if (effect.do === "later") setTimeout(() => dispatch(effect.event), effect.seconds * 1000);
    else alert.carryOut(effect);
  }

  place.replaceChildren(screen.element, live);
  screen.show(desk);
  if (desk.wanted) line.open();
  else if (desk.endedBefore.length) finds();
  // Countdowns and waiting times move on by themselves.
  setInterval(() => screen.show(desk), 1000);
  for (const [target, kind] of LOOKED_AT) target.addEventListener(kind, () => dispatch({ type: "watches", on: document.hasFocus() }));
  addEventListener("beforeunload", (event) => { if (hasLive(desk)) event.preventDefault(); });
}
