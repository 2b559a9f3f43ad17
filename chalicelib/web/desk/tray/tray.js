import { h, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { late } from "../../shared/late.js";
import { clockTime } from "../../shared/clock.js";
import { disclosure } from "../pane/disclosure.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Finished} Finished */
/** @typedef {import("../view.js").Desk} Desk */

// As long as its counsellor may ask a disclosure.
const A_DAY = 24 * 60 * 60 * 1000;

/** Conversations that are over, in the order of ending: to bring back, and to ask for help that is needed after all. @param {Given} given @returns {import("../view.js").Piece} */
export function tray(given) {
  const { say } = given;
  const count = h("span", {});
  const news = h("span", { class: "tray-news small" });
  const list = h("ul", {});
  const gone = h("span", {});
  const undo = h("button", { type: "button", class: "plain" }, say("desk.quick.undo"));
  const putAway = h("p", { class: "put-away small" }, gone, undo);
  let last = "";
  undo.addEventListener("click", () => given.acts.dispatch({ type: "brings_back", conversation: last }));
  const details = h("details", {}, h("summary", {}, count, news), list);
  const element = h("aside", { class: "tray", "aria-label": say("desk.tray.label"), "data-stop": true, hidden: true }, putAway, details);
  /** @type {Map<string, ReturnType<typeof row>>} */
  const rows = new Map();

  /** @param {Finished} finished */
  function make({ id }) {
    const made = row(given, id);
    rows.set(id, made);
    return made.element;
  }

  return {
    element,
    show(desk, now) {
      const shown = desk.finished.filter(({ endedAt }) => now < Date.parse(endedAt) + A_DAY);
      element.hidden = !shown.length;
      last = desk.putAway ?? "";
      const away = shown.find(({ id }) => id === last);
      putAway.hidden = !away;
      write(gone, away ? say("desk.tray.put_away", { nickname: away.nickname }) : "");
      write(count, say("desk.tray", { count: String(shown.length) }));
      write(news, shown.some(({ id }) => hasNews(desk, id)) ? say("desk.tray.news") : "");
      keep(list, shown, ({ id }) => id, make, (_, finished) => rows.get(finished.id)?.show(finished, now, desk));
      for (const id of rows.keys()) if (!shown.some((one) => one.id === id)) rows.delete(id);
    },
  };
}

/** @param {Desk} desk @param {string} id */
function hasNews(desk, id) {
  const known = desk.disclosures[id];
  return Boolean(known?.fault || known?.pending || ["asked", "granted"].includes(known?.item?.state ?? ""));
}

/** @param {Given} given @param {string} id */
function row(given, id) {
  const { say, acts, settings } = given;
  const name = h("h3", { class: "written", id: `ended-${id}` });
  const when = h("p", { class: "soft small" });
  const back = h("button", { type: "button", class: "plain", onclick: () => acts.dispatch({ type: "brings_back", conversation: id }) }, say("desk.tray.back"));
  const help = disclosure({ ...given, id });
  const said = h("summary", {});
  const wrap = h("details", { class: "wrap", ontoggle: tells }, said);
  /** @type {import("../state/types.js").Wrapped | undefined} */
  let kept;
  let came = false;

  async function tells() {
    came = await late("wrapping", wrap, { acts, id, kept });
    // What does not come is asked for again the next time it is opened.
    if (!came) wrap.open = false;
  }
  return {
    element: h("li", { "aria-labelledby": `ended-${id}` }, h("div", { class: "tray-head" }, name, when, back), wrap, help.element),
    /** @param {Finished} finished @param {number} now @param {Desk} desk */
    show(finished, now, desk) {
      write(name, finished.nickname);
      write(when, say("desk.tray.ended", { time: clockTime(finished.endedAt, settings.lang) }));
      back.hidden = !finished.conversation;
      back.setAttribute("aria-label", say("desk.tray.back_of", { nickname: finished.nickname }));
      const { [finished.id]: newest } = desk.wrapped;
      write(said, say(newest?.outcome ? "desk.wrap.done" : "desk.wrap"));
      said.setAttribute("aria-label", `${said.textContent}: ${finished.nickname}`);
      if (newest !== kept) {
        kept = newest;
        if (came) tells();
      }
      help.show({ ...finished, stage: "ended" }, now, desk);
    },
  };
}
