// Moments as people read them, in Belgian time.

/** 14:05. @param {string} at @param {string} lang */
export function clockTime(at, lang) {
  return format(at, lang, { hour: "2-digit", minute: "2-digit" });
}

/** maandag 3 mei om 13:00. @param {string} at @param {string} lang */
export function dayAndTime(at, lang) {
  return format(at, lang, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}

/** @param {string} at @param {string} lang @param {Intl.DateTimeFormatOptions} options */
function format(at, lang, options) {
  return new Date(at).toLocaleString(lang === "en" ? "en-GB" : "nl-BE", { timeZone: "Europe/Brussels", ...options });
}
