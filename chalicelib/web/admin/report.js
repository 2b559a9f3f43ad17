import { figures } from "./figures/figures.js";

// Served as a script of its own: it makes the report where it is asked for.
document.addEventListener("chathulp:figures", (event) => {
  const { given, came } = /** @type {CustomEvent} */ (event).detail;
  came(figures(given));
});
