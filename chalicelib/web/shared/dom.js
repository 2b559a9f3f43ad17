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
    else if ((value ?? false) === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : value);
  }
}

/** Replace what is inside. @param {Element} element @param {...Child} children */
export function fill(element, ...children) {
  element.replaceChildren(.../** @type {(string | Node)[]} */ (children.filter((child) => (child ?? false) !== false)));
}

/** @type {WeakMap<Node, string>} */
const written = new WeakMap();

/**
 * Change a text only when it differs from what was written before: screen readers announce every change, and a page
 * that the browser translates would be fought. @param {Node} node @param {string} text
 */
export function write(node, text) {
  if ((written.get(node) ?? node.textContent) !== text) node.textContent = text;
  written.set(node, text);
}
