// Days and times as a calendar on the wall in Brussels has them: without a zone of their own.

/** 2026-11-22, today in Belgium. */
export function today(now = new Date()) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(now);
}

/** The day after 2026-12-31 is 2027-01-01. @param {string} day */
export function dayAfter(day) {
  return new Date(Date.parse(`${day}T00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
}

/** vrijdag 25 december 2026. @param {string} day @param {string} lang */
export function dayWords(day, lang) {
  const options = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return shown(`${day.slice(0, 10)}T00:00`, lang, options);
}

/** vrijdag 25 december 2026 om 14:00. @param {string} at @param {string} lang */
export function wallWords(at, lang) {
  const options = /** @type {const} */ ({
    weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
  });
  return shown(at, lang, options);
}

/** Until when, said beside a beginning: the time alone on the same day (24:00 at its end), else the day too. @param {string} opens @param {string} closes @param {string} lang */
export function untilWords(opens, closes, lang) {
  const end = new Date(Date.parse(`${closes}Z`) - 1).toISOString();
  if (end.slice(0, 10) !== opens.slice(0, 10)) return wallWords(closes, lang);
  return closes.slice(0, 10) === opens.slice(0, 10) ? closes.slice(11, 16) : "24:00";
}

/**
 * A moment in UTC is shown in Belgian time; what is already wall time stays as it is.
 * @param {string} at @param {string} lang @param {Intl.DateTimeFormatOptions} options
 */
function shown(at, lang, options) {
  const isMoment = /(?:Z|[+-]\d\d:\d\d)$/.test(at);
  const date = new Date(isMoment ? at : `${at}Z`);
  return new Intl.DateTimeFormat(`${lang}-BE`, { timeZone: isMoment ? "Europe/Brussels" : "UTC", ...options }).format(date);
}
