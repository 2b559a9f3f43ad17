// Moments as people read them, in Belgian time and as Belgians write them, whatever their language.

/** maandag 3 mei om 13:00. @param {string | number} at @param {string} lang */
export function dayAndTime(at, lang) {
  return inBelgium(at, lang, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}

/** @param {string | number} at @param {string} lang @param {Intl.DateTimeFormatOptions} options */
export function inBelgium(at, lang, options) {
  return new Date(at).toLocaleString(`${lang}-BE`, { timeZone: "Europe/Brussels", ...options });
}
