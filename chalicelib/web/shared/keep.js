// Lists that change while people use them.

/**
 * Bring a list in line with its items and keep the elements that stay: focus, selection and announcements
 * survive.
 * @template Item
 * @param {Element} parent @param {readonly Item[]} items @param {(item: Item) => string} key
 * @param {(item: Item) => HTMLElement} make @param {(element: HTMLElement, item: Item) => void} [update]
 */
export function keep(parent, items, key, make, update) {
  const known = new Map([...parent.children].map((child) => [child.getAttribute("data-key"), child]));
  const wanted = new Set(items.map(key));
  // First what goes: an element that moves up past another one would lose the focus.
  for (const [name, gone] of known) if (name === null || !wanted.has(name)) gone.remove();
  items.forEach((item, index) => {
    const old = /** @type {HTMLElement | undefined} */ (known.get(key(item)));
    const element = old ?? make(item);
    element.setAttribute("data-key", key(item));
    const here = parent.children[index];
    // One goes back, rather than that many come forward and lose the focus.
    if (old && here !== old && here?.nextElementSibling === old) parent.append(here);
    if (parent.children[index] !== element) parent.insertBefore(element, parent.children[index] ?? null);
    update?.(element, item);
  });
}
