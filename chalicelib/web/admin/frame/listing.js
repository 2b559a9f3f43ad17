import { h } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../view.js").Admin} Admin */

/**
 * @template {import("../state/types.js").ListName} Name
 * @typedef {import("../state/types.js").Items[Name]} Item
 */

/**
 * A list of cards that comes in pages, each with at most one thing to do.
 * @template {import("../state/types.js").ListName} Name
 * @param {Given} given
 * @param {{name: Name, none: string, words: (item: Item<Name>) => [string, string], act?: (item: Item<Name>) => HTMLElement, key?: (item: Item<Name>) => string}} of
 */
export function listing({ say, acts }, { name, none, words, act, key = (item) => ("id" in item ? item.id : item.conversation) }) {
  const list = h("ul", { class: "listing" });
  const empty = h("p", { class: "soft" });
  const more = h("button", { type: "button", onclick: () => acts.dispatch({ type: "asks_more", list: name }) }, say("admin.more"));

  /** @param {Item<Name>} item */
  function make(item) {
    const [title, text] = words(item);
    return h("li", {}, h("div", {}, h("p", { class: "title written" }, title), h("p", { class: "soft written" }, text)), act?.(item));
  }

  return {
    element: h("div", {}, list, empty, more),
    /** @param {Admin} admin */
    show({ lists, busy }) {
      const known = lists[name];
      keep(list, known?.items ?? [], key, make);
      empty.hidden = Boolean(known?.items.length);
      empty.textContent = known ? say(none) : busy ? say("admin.loading") : "";
      more.hidden = !known?.next;
    },
  };
}
