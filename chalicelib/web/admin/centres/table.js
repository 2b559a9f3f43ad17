// The list of centres between the form that is kept and the CSV that a spreadsheet reads and writes.

/** @typedef {{name: string, email: string, phone: string, website: string}} Centre */
/** @typedef {{centres: Centre[], served: [string, string, number][]}} List */
/** @typedef {Centre & {places: string}} Entry a centre with what it serves, a line each: "9000 Gent" */

const HEADING = "postcode;gemeente;centrum;e-mail;telefoon;website";

// The columns that have another name in the form of one centre.
/** @type {Record<string, string>} */
const COLUMN_BOXES = { centre: "name", postcode: "places", municipality: "places" };

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
  return file(["1000 Brussel", "2000 Antwerpen", "9000 Gent", "9040 Gent (Sint-Amandsberg)"].map((place) => line(...municipalityOf(place), centre)));
}

/** @param {string} text "9000 Gent" @returns {[string, string]} */
function municipalityOf(text) {
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
  const others = othersOf(list, number).map(([postcode, place, of]) => line(postcode, place, list.centres[of]));
  return file([...others, ...linesOf(entry?.places ?? "").map((text) => line(...municipalityOf(text), /** @type {Entry} */ (entry)))]);
}

/** What the other centres serve stands above what this one does. @param {List} list @param {number} number */
function othersOf({ served }, number) {
  return served.filter(([, , of]) => of !== number);
}

/** @param {string} places */
function linesOf(places) {
  return places.split("\n").filter((text) => text.trim());
}

/**
 * What the server says of lines of that CSV, by the field of the form where each is typed; the rest under "".
 * @param {List} list @param {number} number @param {string} places as they were sent
 * @param {import("../state/types.js").FieldError[]} errors @returns {Record<string, string>}
 */
export function faultsByField(list, number, places, errors) {
  const its = linesOf(places);
  const heading = 1;
  /** @type {Record<string, Set<string>>} */
  const told = {};
  for (const { field, message } of errors) {
    const [, at = "", column = ""] = field.split(".");
    const place = its[Number(at) - heading - 1 - othersOf(list, number).length];
    const name = place === undefined ? "" : COLUMN_BOXES[column] ?? column;
    (told[name] ??= new Set()).add(name === "places" ? `${place.trim()}: ${message}` : message);
  }
  return Object.fromEntries(Object.entries(told).map(([name, messages]) => [name, [...messages].join(" ")]));
}

/** The text of a file: UTF-8, or what older spreadsheets write. @param {ArrayBuffer} bytes */
export function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
