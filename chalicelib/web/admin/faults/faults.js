import { h } from "../../shared/dom.js";
import { listing } from "../frame/listing.js";
import { wallWords } from "../wall.js";

/** What visitors reported that does not work, in their own words. @param {import("../view.js").Given} given @returns {import("../view.js").Piece} */
export function faults(given) {
  const { say, settings, acts } = given;
  /** @param {Record<string, any>} report @returns {[string, string]} */
  function words({ reported_at: at, when, what, page, handled_at: done, handled_by: by }) {
    const where = settings.channels[page]?.title ?? page ?? say("admin.faults.nowhere");
    const details = say("admin.faults.details", { at: wallWords(at, settings.lang), where, when });
    return [what, done ? `${details} ${say("admin.faults.by", { by, at: wallWords(done, settings.lang) })}` : details];
  }
  /** @param {Record<string, any>} report */
  const mark = ({ id, what, handled_at: done }) => h("button", { type: "button", "aria-label": say(done ? "admin.faults.reopen_this" : "admin.faults.handle_this", { what: what.slice(0, 60) }),
    onclick: () => acts.dispatch({ type: "handles_fault", id, handled: !done }) }, say(done ? "admin.faults.reopen" : "admin.faults.handle"));
  const list = listing(given, { name: "faults", none: "admin.faults.none", words, act: mark, key: ({ id, handled_at: done }) => `${id} ${done}` });
  return {
    element: h("section", {}, h("p", {}, say("admin.faults.explained")), h("div", { class: "card" }, list.element)),
    show: list.show,
  };
}
