// The opening hours of the coming days, as they are now: closures and extra openings included.

import { h, write } from "../shared/dom.js";
import { readSettings } from "../shared/settings.js";
import { clockTime } from "../shared/clock.js";
import { speaker } from "../shared/words.js";

/** @typedef {{date: string, hours: {opens: string, closes: string}[], off: boolean}} Day */

const settings = readSettings();
const say = speaker(given.words[settings.lang]);

/** @param {string} date a day, whatever the clock of this device says */
function dayWords(date) {
  const options = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return new Intl.DateTimeFormat(`${settings.lang}-BE`, options).format(new Date(`${date}T00:00Z`));
}

/** @param {{opens: string, closes: string}} hours @param {string} date */
function hoursWords({ opens, closes }, date) {
  const last = new Date(Date.parse(closes) - 1).toLocaleDateString("sv", { timeZone: "Europe/Brussels" });
  const ends = clockTime(closes, settings.lang);
  const times = { opens: clockTime(opens, settings.lang), closes: last === date && ends === "00:00" ? "24:00" : ends };
  return say(last > date ? "week.next_day" : "week.hours", times);
}

/** @param {Day} day @param {number} place */
function row({ date, hours, off }, place) {
  const words = hours.map((each) => hoursWords(each, date)).join(say("week.and"));
  return [h("dt", {}, place === 0 ? say("week.today", { day: dayWords(date) }) : dayWords(date)),
    h("dd", {}, words || say(off ? "week.off" : "week.closed"))];
}

/** @param {Element} place where somebody opened the fold */
async function show(place) {
  const told = place.querySelector("[role=status]");
  try {
    const answer = await fetch(`${settings.root}week/${settings.channel}`, { credentials: "omit" });
    const { days } = /** @type {{days: Day[]}} */ (answer.ok ? await answer.json() : { days: [] });
    if (!days.length) throw new Error(String(answer.status));
    if (location.hash === "#week") place.scrollIntoView();
    told?.replaceWith(h("dl", {}, ...days.flatMap(row)));
  } catch {
    if (told) write(/** @type {HTMLElement} */ (told), say("week.failed"));
  }
}

document.addEventListener("chathulp:week", (event) => {
  if (event.target instanceof Element) show(event.target);
});
