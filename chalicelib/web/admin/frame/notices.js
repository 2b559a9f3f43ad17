import { fill, h } from "../../shared/dom.js";

/** What was just done, or why it was not; with the way back where there is one. @param {import("../view.js").Given} given */
export function notices({ say, acts }) {
  const element = h("div", { class: "notices", role: "status" });
  /** @type {import("../state/types.js").Notice | null} */
  let shown = null;

  return {
    element,
    /** @param {import("../view.js").Admin} admin */
    show({ notice, section, stale }) {
      if (notice === shown) return;
      shown = notice;
      if (!notice) return fill(element);
      const { words, values, kind, undo } = notice;
      const closable = !(stale && section === "hours");
      fill(element, h("div", { class: "banner notice", "data-kind": kind },
        h("p", {}, say(words, values)),
        undo && h("button", { type: "button", onclick: () => acts.dispatch(undo) }, say("admin.undo")),
        closable && h("button", { type: "button", onclick: () => acts.dispatch({ type: "dismisses" }) }, say("admin.understood"))));
      uncover(element);
    },
  };
}

/** What is worked at comes out from under the notice that has just appeared. @param {HTMLElement} over */
function uncover(over) {
  const focused = /** @type {HTMLElement | null} */ (document.querySelector("main :focus"));
  if (!focused || over.contains(focused)) return;
  const { top, bottom } = focused.getBoundingClientRect();
  const box = over.getBoundingClientRect();
  if (top < box.bottom && bottom > box.top) focused.scrollIntoView({ block: "nearest" });
}
