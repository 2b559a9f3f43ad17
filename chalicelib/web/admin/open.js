import { Api, Problem } from "../staff/api.js";
import { SignedOut } from "../staff/session.js";
import { initial, isDirty, reduce } from "./reducer.js";
import { watchDisclosures } from "./disclosures/watch.js";
import { askToLeave } from "./hours/leave.js";
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

/** Puts the administrator's page together: the state in the middle, the API and the screen around it. @param {Parts} parts */
export function openAdmin({ settings, say, place, session }) {
  const api = new Api(session);
  let admin = initial({ channel: Object.keys(settings.channels)[0] ?? "", day: today() });
  const acts = { dispatch, leave: () => session.leave(), person: session.person };
  const screen = view({ settings, say, acts });

  /** @param {Event} event */
  function dispatch(event) {
    admin = reduce(admin, event);
    const { effects } = admin;
    screen.show(admin);
    for (const effect of effects) {
      if (effect.do === "call") call(effect.call);
      else screen.carryOut(effect);
    }
  }

  /** @param {Call} wanted */
  async function call({ method, path, body, then, form }) {
    try {
      dispatch({ ...then, answer: await api.call(method, path, body) });
    } catch (error) {
      if (error instanceof SignedOut) return session.begin();
      if (!(error instanceof Problem)) throw error;
      dispatch({ type: "failed", status: error.status, kind: error.kind, message: error.message, errors: error.errors, form });
    }
    return undefined;
  }

  /** The address names the part of the page, so that Back and a bookmark work. */
  function follow() {
    const section = location.hash.slice(1);
    if (!isDirty(admin)) return open(section);
    history.replaceState(null, "", `#${admin.section}`);
    return askToLeave(say, () => {
      history.replaceState(null, "", `#${section}`);
      open(section);
    });
  }

  /** @param {string} section */
  function open(section) {
    dispatch({ type: "opens", section });
    screen.arrive();
  }

  place.replaceChildren(screen.element);
  addEventListener("hashchange", follow);
  addEventListener("beforeunload", (event) => { if (isDirty(admin)) event.preventDefault(); });
  dispatch({ type: "opens", section: location.hash.slice(1) });
  watchDisclosures({ api, dispatch });
}
