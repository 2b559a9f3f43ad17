import { Api, Problem } from "../staff/api.js";
import { SignedOut } from "../staff/session.js";
import { initial, isDirty, reduce } from "./reducer.js";
import { watchDisclosures } from "./disclosures/watch.js";
import { askToLeave } from "./hours/leave.js";
import { watchNow } from "./now/watch.js";
import { addressOf, placeOf } from "./state/address.js";
import { view } from "./view.js";
import { today } from "./wall.js";

/**
 * @typedef {import("./state/types.js").Event} Event
 * @typedef {import("./state/types.js").Call} Call
 * @typedef {{
 *   settings: import("../shared/settings.js").Settings, say: import("../shared/words.js").Say,
 *   place: HTMLElement, session: import("../staff/session.js").Session,
 * }} Parts
 */

const MOVES = ["opens", "chooses", "chooses_day"];

/** Puts the administrator's page together: the state in the middle, the API and the screen around it. @param {Parts} parts */
export function openAdmin({ settings, say, place, session }) {
  const api = new Api(session);
  let admin = initial({ channel: Object.keys(settings.channels)[0] ?? "", day: today() });
  const acts = { dispatch, leave: () => freely(() => session.leave()), person: session.person };
  const screen = view({ settings, say, acts });
  const call = caller({ api, session, dispatch, where: () => admin.section });

  /** @param {Event} event @returns {void} */
  function dispatch(event) {
    if (event.type === "chooses" && !event.sure && isDirty(admin)) return freely(() => dispatch({ ...event, sure: true }), () => screen.show(admin));
    admin = reduce(admin, event);
    const { effects } = admin;
    screen.show(admin);
    if (location.hash && MOVES.includes(event.type)) history.replaceState(null, "", addressOf(admin));
    for (const effect of effects) {
      if (effect.do === "call") call(effect.call);
      else screen.carryOut(effect);
    }
  }

  /** What was changed and not kept is worth a question, whichever way somebody leaves. @param {() => void} go @param {() => void} [stay] */
  function freely(go, stay = () => {}) {
    if (!isDirty(admin)) return go();
    stay();
    return askToLeave(say, () => {
      dispatch({ type: "forgets_hours" });
      go();
    });
  }

  /** The address names the part of the page, so that Back and a bookmark work. */
  function follow() {
    const there = placeOf(location.hash, settings.channels);
    freely(() => {
      dispatch({ type: "opens", ...there });
      screen.arrive();
    }, () => history.replaceState(null, "", addressOf(admin)));
  }

  place.replaceChildren(screen.element);
  addEventListener("hashchange", follow);
  addEventListener("beforeunload", (event) => { if (isDirty(admin)) event.preventDefault(); });
  dispatch({ type: "opens", ...placeOf(location.hash, settings.channels) });
  watchDisclosures({ api, dispatch });
  watchNow({ api, dispatch, isShown: () => admin.section === "now" && !document.hidden });
}

/** Asks the API, and tells the page what came of it. @param {{api: Api, session: Parts["session"], dispatch: (event: Event) => void, where: () => string}} given */
function caller({ api, session, dispatch, where }) {
  return async (/** @type {Call} */ { method, path, body, then, form }) => {
    const askedIn = where();
    try {
      const answer = await api.call(method, path, body);
      dispatch({ ...then, answer, askedIn });
    } catch (error) {
      if (error instanceof SignedOut) return session.begin();
      if (!(error instanceof Problem)) throw error;
      dispatch({ type: "failed", status: error.status, kind: error.kind, message: error.message, errors: error.errors, form });
    }
    return undefined;
  };
}
