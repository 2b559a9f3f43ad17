import { fill, h } from "../shared/dom.js";
import { languages, spokenAsChosen } from "./language.js";
import { sessionHere } from "./session.js";

/**
 * @typedef {import("./session.js").Session} Session
 * @typedef {import("../shared/words.js").Say} Say
 * @typedef {import("../shared/settings.js").Settings} Settings
 * @typedef {{settings: Settings, say: Say, place: HTMLElement, title: string}} Door
 */

/**
 * The session of whoever is signed in; without one the page shows a door and this answers null.
 * @param {Door} door @returns {Promise<Session | null>}
 */
export async function signedIn(door) {
  if (!spokenAsChosen(door.settings.lang)) return null;
  const oidc = /** @type {unknown} */ (door.settings.oidc);
  const session = sessionHere(/** @type {import("./session.js").Oidc} */ (oidc));
  const answer = new URLSearchParams(location.search);
  const fault = answer.has("state") ? await finished(door, session, answer) : null;
  if (!fault && session.signedIn) return session;
  show(door, session, fault);
  return null;
}

/**
 * The code leaves the address bar at once: it must not end up in a bookmark or a history.
 * @param {Door} door @param {Session} session @param {URLSearchParams} answer
 * @returns {Promise<string | null>} a sentence's name
 */
async function finished({ settings }, session, answer) {
  history.replaceState(null, "", answer.has("lang") ? `?lang=${settings.lang}` : location.pathname);
  try {
    await session.finish(answer);
    return null;
  } catch {
    return "staff.sign_in_failed";
  }
}

/** @param {Door} door @param {Session} session @param {string | null} fault */
function show({ settings, say, place, title }, session, fault) {
  const button = h("button", { class: "primary", type: "button", onclick: () => session.begin() }, say("staff.sign_in"));
  fill(place, h("main", { class: "door card" },
    h("h1", {}, say(title)),
    fault && h("p", { class: "fault", role: "alert" }, say(fault)),
    h("p", {}, say("staff.sign_in_why")),
    h("div", { class: "row" }, button, languages(settings.lang)),
  ));
}
