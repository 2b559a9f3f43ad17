import { h } from "../../shared/dom.js";

/** @typedef {import("../view.js").Given} Given */

const PARTS = { complaints: 3, emergency: 4, retention: 3 };

/** Short rules for moments in which nobody has time to look them up elsewhere. @param {Given} given @returns {import("../view.js").Piece} */
export function guidance({ say }) {
  return {
    element: h("section", { class: "guidance" }, ...Object.entries(PARTS).map(([name, count]) => (
      h("section", { class: "card", "aria-labelledby": `guide-${name}` }, h("h2", { id: `guide-${name}` }, say(`admin.guidance.${name}`)),
        h("ul", {}, ...Array.from({ length: count }, (_, place) => h("li", {}, say(`admin.guidance.${name}_${place + 1}`)))))
    ))),
    show() { /* Nothing of it changes. */ },
  };
}
