// Moments as people read them: Belgian time, and what is left of a countdown.

/** @param {string} lang */
function locale(lang) {
  return lang === "en" ? "en-GB" : "nl-BE";
}

/** 14:05. @param {string} at @param {string} lang */
export function clockTime(at, lang) {
  return format(at, lang, { hour: "2-digit", minute: "2-digit" });
}

/** maandag 3 mei om 13:00. @param {string} at @param {string} lang */
export function dayAndTime(at, lang) {
  return format(at, lang, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}

/** Whole seconds until a moment, never below zero. @param {string} until @param {number} now */
export function secondsLeft(until, now) {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
}

/** 4:09. @param {number} seconds */
export function asClock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** @param {string} at @param {string} lang @param {Intl.DateTimeFormatOptions} options */
function format(at, lang, options) {
  return new Intl.DateTimeFormat(locale(lang), { timeZone: "Europe/Brussels", ...options }).format(new Date(at));
}
