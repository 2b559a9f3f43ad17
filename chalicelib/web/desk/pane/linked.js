import { h } from "../../shared/dom.js";

const WEB = /\bhttps?:\/\/[^\s<>\u0022]+|\bwww\.[^\s<>\u0022]+/;
const PHONE = /(?<![\d+])(?:\+|00)\d{1,3}[\d ./-]{6,15}\d(?!\d)|(?<![\d+])0\d{1,3}[ ./-]?\d{2,3}(?:[ ./-]?\d{2}){2,3}(?!\d)/;
const FOUND = new RegExp(`${WEB.source}|${PHONE.source}`, "giu");
const A_DATE = /^\d{1,2}[ ./-]\d{1,2}[ ./-]\d{4}/;
// What ends a sentence is no part of an address.
const AFTER = /[.,;:!?)\]\u0022\u0027»’]+$/u;
const FEWEST_DIGITS = 9;

/**
 * A text with its addresses and telephone numbers as links. Nothing is fetched before somebody follows one, and what is
 * there then hears nothing of this page.
 * @param {string} text @returns {(string | Node)[]}
 */
export function linked(text) {
  const parts = [];
  let done = 0;
  for (const match of text.matchAll(FOUND)) {
    const found = match[0].replace(AFTER, "");
    const href = hrefOf(found);
    if (!href) continue;
    parts.push(text.slice(done, match.index), h("a", { href, ...(href.startsWith("tel:") ? {} : { target: "_blank", rel: "noreferrer" }) }, found));
    done = match.index + found.length;
  }
  return [...parts, text.slice(done)];
}

/** @param {string} found */
export function hrefOf(found) {
  if (/^(?:https?:|www\.)/iu.test(found)) return webOf(found);
  const digits = found.replace(/[^+\d]/gu, "");
  return digits.length < FEWEST_DIGITS || A_DATE.test(found) ? null : `tel:${digits}`;
}

/** @param {string} found */
function webOf(found) {
  try {
    return new URL(/^http/iu.test(found) ? found : `https://${found}`).href;
  } catch {
    return null;
  }
}
