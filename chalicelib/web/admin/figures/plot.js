// Plots stand beside tables that say the same, so that they are for eyes alone.

import { set } from "../../shared/dom.js";

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} name @param {Record<string, string | number>} props @param {...Element} children */
function drawn(name, props, ...children) {
  const element = document.createElementNS(SVG, name);
  set(element, props);
  element.append(...children);
  return element;
}

/** A column for each period: who got a conversation, and on top of them who did not. @param {[number, number][]} pairs */
export function columns(pairs) {
  const most = Math.max(1, ...pairs.map(([talks, away]) => talks + away));
  const wide = 100 / Math.max(12, pairs.length);
  const bars = pairs.flatMap(([talks, away], place) => {
    const [low, high] = [talks, away].map((number) => (number / most) * 40);
    const at = { x: place * wide + wide * 0.1, width: wide * 0.8 };
    return [drawn("rect", { ...at, y: 40 - low, height: low, class: "talks" }), drawn("rect", { ...at, y: 40 - low - high, height: high, class: "away" })];
  });
  return drawn("svg", { viewBox: "0 0 100 40", preserveAspectRatio: "none", class: "columns", "aria-hidden": "true" }, ...bars);
}

/** One bar, as long as its part of the longest. @param {number} number @param {number} most */
export function bar(number, most) {
  return drawn("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", class: "bar", "aria-hidden": "true" },
    drawn("rect", { width: (number / Math.max(1, most)) * 100, height: 8, class: "talks" }));
}

/** As dark as its part of the whole. @param {number} part */
export function square(part) {
  return drawn("svg", { viewBox: "0 0 10 10", class: "square", "aria-hidden": "true" },
    drawn("rect", { width: 10, height: 10, class: "talks", "fill-opacity": Math.round(part * 100) / 100 }));
}
