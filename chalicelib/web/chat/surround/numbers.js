// The list of more numbers lies over the page: a press elsewhere or Escape puts it away.

export function closesElsewhere() {
  const list = /** @type {HTMLDetailsElement} */ (document.getElementById("more-numbers"));
  addEventListener("pointerdown", ({ target }) => {
    if (!list.contains(/** @type {Node} */ (target))) list.open = false;
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") list.open = false;
  });
}
