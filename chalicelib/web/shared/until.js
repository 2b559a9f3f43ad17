// Until when the service is open: past midnight an hour alone would be taken for one that is over.

import { dayAndTime } from "./time.js";

/** 19:00, or with its day when that is another than today. @param {string} at @param {string} lang @param {string | number} [now] */
export function untilTime(at, lang, now = Date.now()) {
  const when = dayAndTime(at, lang);
  return when.startsWith(dayAndTime(now, lang).slice(0, -5)) ? when.slice(-5) : when;
}
