// A box in a root of its own, with our looks: nothing of the page's style reaches it.

import { h } from "../shared/dom.js";

/** @param {Element} element @param {import("../shared/dom.js").Props} props @param {...Node} children */
export function boxIn(element, props, ...children) {
  // All is made before the root hides what a visitor has without us.
  const box = h("section", { dir: "ltr", ...props }, ...children);
  const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
  root.replaceChildren(box);
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(given.css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Browsers that construct no sheets.
    root.append(h("style", {}, given.css));
  }
  return box;
}
