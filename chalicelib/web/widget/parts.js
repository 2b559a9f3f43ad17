// What stands in the element: before any answer already a way in, an address to write to and the emergency numbers.

import { fill, h, set, write } from "../shared/dom.js";
import { helpList } from "../shared/help.js";

/**
 * @typedef {import("../shared/settings.js").Help} Help
 * @typedef {{light: string, message: string, when: string, button: string, emergency: Help[], alternatives: Help[]}} Sight
 *
 * light   open, busy, closed, or none of them: `talk`, `unknown`, `loading`
 * button  the words of the way in; none, no way
 */

// How many numbers stand in the first row, and how many of them everybody knows by heart.
const FIRST = 3;
const KNOWN = 2;
const CALM = ["open", "talk", "loading"];

/** @param {import("../shared/words.js").Say} say @param {() => void} leave @param {() => void} open @param {string} [page] of the chat */
export function makeParts(say, leave, open, page) {
  const light = h("p", { part: "light", role: "status" });
  const when = h("p", { part: "more" });
  const start = h("button", { part: "start", onclick: open });
  const rows = [h("div"), h("div"), h("div")];
  const more = h("details", {}, h("summary", {}, say("widget.elsewhere")), rows[2], page && h("a", { href: `${page}#week`, target: "_blank" }, say("widget.week")));
  const all = [
    h("div", { class: "head" }, h("button", { part: "exit", onclick: leave }, say("widget.exit")), light), when,
    start, h("div", { part: "emergency" }, say("widget.emergency"), rows[0]), rows[1], more,
  ];
  let listed = "";

  /** What did not change stays: a translated page is not fought, and nobody loses the link they stand on. @param {Sight} sight */
  function update(sight) {
    const { emergency, alternatives } = sight;
    if (light.dataset.light !== sight.light) more.open = !CALM.includes(sight.light);
    set(light, { "data-light": sight.light });
    write(light, sight.message);
    write(when, sight.when);
    write(start, sight.button);
    start.hidden = !sight.button;
    const lists = [
      emergency.slice(0, FIRST).map((way, at) => at < KNOWN ? { ...way, name: "" } : way),
      alternatives.filter(({ phone }) => !phone),
      [...emergency.slice(FIRST), ...alternatives.filter(({ phone }) => phone)],
    ];
    if (listed === (listed = JSON.stringify(lists))) return;
    lists.forEach((ways, row) => fill(rows[row], helpList(ways)));
  }
  return { all, start, update };
}
