// The time of day alone.

import { inBelgium } from "./time.js";

/** 14:05. @param {string} at @param {string} lang */
export function clockTime(at, lang) {
  return inBelgium(at, lang, { hour: "2-digit", minute: "2-digit" });
}
