// The list of centres between the form that is kept and the CSV that a spreadsheet reads and writes.

/** @typedef {{name: string, email: string, phone: string, website: string}} Centre */
/** @typedef {{centres: Centre[], served: [string, string, number][]}} List */
/** @typedef {Centre & {places: string}} Entry a centre with what it serves, a line each: "9000 Gent" */

const HEADING = "postcode;gemeente;centrum;e-mail;telefoon;website";

/** A cell that holds what parts cells stands between quotes. @param {string} text */
function cell(text) {
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {readonly string[]} lines */
function file(lines) {
  return `${[HEADING, ...lines].join("\r\n")}\r\n`;
}

/** @param {string} postcode @param {string} place @param {Centre} centre */
function line(postcode, place, { name, email, phone, website }) {
  return [postcode, place, name, email, phone, website].map(cell).join(";");
}

/** Everything as CSV. @param {List} list */
export function csvOf({ centres, served }) {
  return file(served.map(([postcode, place, number]) => line(postcode, place, centres[number])));
}

/** The form that is read, with addresses that are published: nothing in it is made up. */
export function example() {
  const centre = { name: "CAW", email: "info@caw.be", phone: "", website: "https://www.caw.be/zoek-je-hulp" };
  return file(["1000 Brussel", "2000 Antwerpen", "9000 Gent", "9040 Gent (Sint-Amandsberg)"].map((place) => line(...placeOf(place), centre)));
}

/** @param {string} text "9000 Gent" @returns {[string, string]} */
function placeOf(text) {
  const [, postcode = "", place = ""] = /^\s*(\S*)\s*(.*)$/.exec(text) ?? [];
  return [postcode, place.trim()];
}

/** A centre with everything it serves. @param {List} list @param {number} number @returns {Entry} */
export function entryOf({ centres, served }, number) {
  const places = served.filter(([, , of]) => of === number).map(([postcode, place]) => `${postcode} ${place}`);
  return { ...centres[number], places: places.join("\n") };
}

/**
 * The list as CSV with one centre changed, added (`number` is none of those there are) or taken away (no `entry`).
 * @param {List} list @param {number} number @param {Entry | null} entry
 */
export function csvWith(list, number, entry) {
  const others = list.served.filter(([, , of]) => of !== number).map(([postcode, place, of]) => line(postcode, place, list.centres[of]));
  const its = (entry?.places ?? "").split("\n").filter((text) => text.trim());
  return file([...others, ...its.map((text) => line(...placeOf(text), /** @type {Entry} */ (entry)))]);
}

/** The text of a file: UTF-8, or what older spreadsheets write. @param {ArrayBuffer} bytes */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
