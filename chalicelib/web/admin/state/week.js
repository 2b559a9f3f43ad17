// The hours of a week as they are being edited, and what is wrong with them. The server checks them again.

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
export const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A day may end at midnight, and only end there. */
export const CLOSING_TIME = /^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/;

const A_DAY = 24 * 60;
// As on the server: a longer shift past midnight was typed backwards.
export const LONGEST_NIGHT = 12 * 60;

/** @typedef {import("./types.js").Week} Week */
/** @typedef {import("./types.js").Shift} Shift */
/** @typedef {import("./types.js").ShiftFault} ShiftFault */

/**
 * A time as people write it (13, 13u30, 13.30, 1330) as the service writes it: 13:30. What is no time stays as it is.
 * @param {string} text
 */
export function asTime(text) {
  const parts = /^\s*(\d{1,2})(?:\s*[:.uh]?\s*(\d{2})?)\s*$/i.exec(text);
  return parts ? `${parts[1].padStart(2, "0")}:${parts[2] ?? "00"}` : text.trim();
}

/** @param {Week} week @param {string} day @param {number} place @param {Partial<Shift>} change @returns {Week} */
export function withShift(week, day, place, change) {
  const shifts = week[day] ?? [];
  return { ...week, [day]: shifts.map((shift, other) => (other === place ? { ...shift, ...change } : shift)) };
}

/** One more shift, after the last one of the day. @param {Week} week @param {string} day @returns {Week} */
export function withNewShift(week, day) {
  const last = week[day]?.at(-1);
  return { ...week, [day]: [...(week[day] ?? []), { opens: last?.closes ?? "13:00", closes: last ? "" : "17:00" }] };
}

/** @param {Week} week @param {string} day @param {number} place @returns {Week} */
export function withoutShift(week, day, place) {
  return { ...week, [day]: (week[day] ?? []).filter((_, other) => other !== place) };
}

/** @param {Week} week @returns {ShiftFault[]} the faults, from Monday to Sunday */
export function faultsOf(week) {
  return DAYS.flatMap((day) => (week[day] ?? []).flatMap((shift, place, shifts) => {
    const fault = faultOf(shift, shifts.slice(0, place));
    return fault ? [{ day, place, ...fault }] : [];
  }));
}

/** How long from one time to the next one of that name, in minutes. @param {string} opens @param {string} closes */
export function minutesOf(opens, closes) {
  const [from, to] = minutes({ opens, closes });
  return to - from;
}

/** From and to in minutes; an end that is no later than the start lies on the next day. @param {Shift} shift */
function minutes({ opens, closes }) {
  const [from, to] = [opens, closes].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return [from, to < from ? to + A_DAY : to];
}

/** What is wrong and at which end; both ends where it is the two together. @param {Shift} shift @param {Shift[]} before @returns {Pick<ShiftFault, "words" | "end"> | null} */
function faultOf({ opens, closes }, before) {
  if (!TIME.test(opens)) return { words: "admin.hours.fault_missing", end: "opens" };
  if (!CLOSING_TIME.test(closes)) return { words: "admin.hours.fault_missing", end: "closes" };
  const [from, to] = minutes({ opens, closes });
  if (to === from || (to > A_DAY && to - from > LONGEST_NIGHT)) return { words: "admin.hours.fault_order" };
  const overlaps = before.map(minutes).some(([start, end]) => from < end && start < to);
  return overlaps ? { words: "admin.hours.fault_overlap" } : null;
}

/** Times as the service writes them. @param {Week} week @returns {Week} */
export function tidy(week) {
  return Object.fromEntries(Object.entries(week).map(([day, shifts]) => [
    day, shifts.map(({ opens, closes }) => ({ opens: asTime(opens), closes: asTime(closes) })),
  ]));
}

/** As the server keeps it: each day there, in the order of the clock. @param {Week} week @returns {Week} */
export function sorted(week) {
  return Object.fromEntries(DAYS.map((day) => [
    day, [...(week[day] ?? [])].sort((one, other) => (one.opens < other.opens ? -1 : 1)),
  ]));
}
