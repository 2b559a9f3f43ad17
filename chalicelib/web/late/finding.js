// Which centre serves where somebody lives: looked up here, in their own browser.

/**
 * @typedef {{name: string, email: string, phone: string, website: string}} Centre
 * @typedef {{centres: Centre[], served: [string, string, number][]}} List
 * @typedef {{places: string[], centre: Centre}} Found
 */

// A postcode of one digit says nothing yet, nor does a letter.
const SHORTEST = 2;
const MOST = 6;

/** Without accents, capitals and signs: "Saint-Josse" is found by "saint josse". @param {string} text */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * The centres of municipalities whose postcode begins so, or of whose name a word does; whole names come first.
 * Nothing while too little is typed.
 * @param {List} list @param {string} typed @returns {Found[] | null}
 */
export function find({ centres, served }, typed) {
  const wanted = plain(typed);
  if (wanted.length < SHORTEST) return null;
  const [, code = "", name = ""] = /^(\d{2,4}(?!\d))?\s*(.*)$/.exec(wanted) ?? [];
  const hits = served.filter(([postcode, place]) => postcode.startsWith(code) && ` ${plain(place)}`.includes(` ${name}`));
  const whole = hits.filter(([, place]) => plain(place) === name);
  /** @type {Map<number, string[]>} */
  const byCentre = new Map();
  for (const [postcode, place, number] of [...whole, ...hits.filter((hit) => !whole.includes(hit))]) {
    const words = `${postcode} ${place}`;
    byCentre.set(number, [...(byCentre.get(number) ?? []), words]);
  }
  return [...byCentre].slice(0, MOST).map(([number, places]) => ({ places: places.slice(0, MOST), centre: centres[number] }));
}
