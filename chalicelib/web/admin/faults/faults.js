import { h } from "../../shared/dom.js";
import { listing } from "../frame/listing.js";
import { wallWords } from "../wall.js";

/** What visitors reported that does not work, in their own words. @param {import("../view.js").Given} given @returns {import("../view.js").Piece} */
export function faults(given) {
  const { say, settings } = given;
  /** @param {Record<string, any>} report @returns {[string, string]} */
  function words({ reported_at: at, when, what, page }) {
    const where = settings.channels[page]?.title ?? page ?? say("admin.faults.nowhere");
    return [what, say("admin.faults.details", { at: wallWords(at, settings.lang), where, when })];
  }
  const list = listing(given, { name: "faults", none: "admin.faults.none", words });
  return {
    element: h("section", {}, h("p", {}, say("admin.faults.explained")), h("div", { class: "card" }, list.element)),
    show: list.show,
  };
}
