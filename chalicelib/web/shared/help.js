// Ways to help outside this chat, as links a person can use at once.

import { h } from "./dom.js";

/** @typedef {import("./settings.js").Help} Help */

/** @param {string} phone */
export function telephone(phone) {
  return `tel:${phone.replace(/[^0-9+]/g, "")}`;
}

/** @param {readonly Help[]} ways @returns {HTMLUListElement} */
export function helpList(ways) {
  return h("ul", { class: "ways" }, ...ways.map((way) => h("li", {}, helpLink(way))));
}

/** @param {Help} way @returns {HTMLElement} */
function helpLink({ name, phone, email, url }) {
  if (phone) return h("a", { href: telephone(phone) }, name && `${name}: `, h("b", {}, phone));
  if (email) return h("a", { href: `mailto:${email}` }, `${name}: ${email}`);
  if (url) return h("a", { href: url, target: "_blank", rel: "noreferrer" }, name);
  return h("span", {}, name);
}
