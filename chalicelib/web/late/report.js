// The figures of the office, which most visits of it never open; their words stand with those of the page.

import { figures } from "../admin/figures/figures.js";

document.addEventListener("chathulp:report", (event) => {
  const { given, came } = /** @type {CustomEvent} */ (event).detail;
  came(figures(given));
});
