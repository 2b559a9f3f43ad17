// Build elements without markup: every text is a text node, so nothing that a person writes can become code.

/**
 * @typedef {string | number | Node | null | undefined | false} Child
 * @typedef {Record<string, any>} Props
 *
 * `on…` props listen, `class` and `data-…` are attributes, `true` is an empty attribute; `false`, `null`
 * and `undefined` leave it out.
 */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Props} [props] @param {...Child} children @returns {HTMLElementTagNameMap[Name]}
 */
export function h(name, props = {}, ...children) {
  const element = document.createElement(name);
  set(element, props);
  fill(element, ...children);
  return element;
}

/** @param {Element} element @param {Props} props */
export function set(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Replace what is inside. @param {Element} element @param {...Child} children */
export function fill(element, ...children) {
  const shown = children.filter((child) => child !== null && child !== undefined && child !== false);
  element.replaceChildren(...shown.map((child) => (child instanceof Node ? child : String(child))));
}

/** Change a text only when it differs: screen readers announce every change. @param {Node} node @param {string} text */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

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
