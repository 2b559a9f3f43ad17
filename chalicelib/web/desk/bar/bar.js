import { h, set, write } from "../../shared/dom.js";
import { clockTime } from "../../shared/clock.js";
import { late } from "../../shared/late.js";
import { inBelgium } from "../../shared/time.js";
import { languages } from "../../staff/language.js";
import { askToLeave } from "../dialogs/leave.js";
import { opening } from "../opening.js";
import { liveOf } from "../state/order.js";
import { slotPicker } from "./slots.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../view.js").Desk} Desk */
/** @typedef {import("../view.js").Piece} Piece */

/** What is true all the time: the light, this duty, until when, who else is at work, and the time. @param {Given} given @returns {Piece} */
export function bar(given) {
  const { say, settings } = given;
  const light = h("p", { class: "light" });
  const standing = h("p", { class: "standing" });
  const closes = h("p", { class: "closes soft" });
  const others = h("p", { class: "others soft" });
  const duty = h("div", { class: "bar-duty" }, light, standing, closes, others);
  const clock = h("p", { class: "clock" });
  const pause = pauseButton(given);
  const more = menu(given);
  const element = h("header", { class: "bar", "data-stop": true },
    h("p", { class: "brand" }, say("desk.brand")), duty, h("div", { class: "bar-acts" }, clock, pause.element, more.element));

  return {
    element,
    show(desk, now) {
      const here = desk.on || liveOf(desk) > 0;
      set(element, { "data-on": here });
      duty.hidden = !here;
      const channel = settings.channels[desk.channel ?? ""]?.title ?? desk.channel ?? "";
      light.hidden = !desk.on;
      const shown = lightOf(desk);
      set(light, { "data-light": shown });
      write(light, `${channel}: ${say(`desk.light.${shown}`)}`);
      write(standing, standingWords(given, desk));
      write(closes, desk.on && desk.openUntil ? say("desk.closes", { time: closingTime(desk.openUntil, settings.lang, now) }) : "");
      write(others, desk.on ? othersWords(given, desk) : "");
      others.title = others.textContent ?? "";
      write(clock, clockTime(new Date(now).toISOString(), settings.lang));
      pause.show(desk, now);
      more.show(desk, now);
    },
  };
}

/** Without a line nobody knows what visitors see now, nor who is at work. @param {Desk} desk */
const lightOf = ({ line, light }) => (line === "open" && light) || "unknown";

/** @param {Given} given @param {Desk} desk */
function standingWords({ say }, desk) {
  const values = { live: String(liveOf(desk)), slots: String(desk.slots) };
  if (!desk.on) return say("desk.finishing", values);
  if (desk.line !== "open") return say("desk.untold");
  return say(desk.available ? "desk.available" : "desk.paused", values);
}

/** @param {Given} given @param {Desk} desk */
function othersWords({ say }, { colleagues, line }) {
  if (!colleagues || line !== "open") return "";
  const words = colleagues.map(({ first_name: name, free, paused }) => (
    say(`desk.others.${paused ? "paused" : free > 0 ? "free" : "full"}`, { name, free: String(free) })
  ));
  return words.join(", ") || say("desk.others.none");
}

/** @param {Given} given @returns {Piece} */
function pauseButton({ say, acts }) {
  const element = h("button", { type: "button" });
  let available = false;
  element.addEventListener("click", () => acts.dispatch({ type: "sets_available", available: !available }));
  return {
    element,
    show(desk) {
      available = desk.available;
      element.hidden = !desk.on;
      write(element, say(available ? "desk.pause" : "desk.unpause"));
      element.classList.toggle("primary", !available);
      set(element, { "aria-disabled": desk.line === "open" ? null : "true" });
    },
  };
}

/** What is used once a duty; off duty it stands in the bar itself. @param {Given} given @returns {Piece} */
function menu(given) {
  const { say, acts } = given;
  /** @type {Desk} */
  let desk;
  const slots = slotPicker(given);
  const off = h("button", { type: "button", onclick: () => askToLeave(given, desk) }, say("desk.off"));
  const person = h("p", { class: "person soft small" }, say("desk.signed_in", { name: acts.person }));
  const leave = h("button", { type: "button", class: "plain", onclick: () => acts.leave() }, say("staff.sign_out"));
  const language = languages(given.settings.lang);
  const status = h("p", { class: "soft small" });
  const rereading = lateButton(given, "rereading", status);
  const preferences = lateButton(given, "preferences", status);
  const board = acts.api.session.leads && lateButton(given, "board", status);
  const button = h("button", { type: "button" }, say("desk.menu"));
  const list = h("div", { class: "menu-list" }, person, slots.element, language, board, rereading, preferences, off, leave);
  const open = opening(button, list, { stays: () => button.hidden });
  let on = true;
  // What a choice asks gives the focus back to where it was: that has to be there still.
  list.addEventListener("click", ({ target }) => {
    if (button.hidden || !(target instanceof HTMLButtonElement)) return;
    open(false);
    button.focus();
  }, { capture: true });

  return {
    element: h("div", { class: "menu" }, button, list, status),
    show(newest, now) {
      desk = newest;
      const here = desk.on || liveOf(desk) > 0;
      button.hidden = !here;
      if (here !== on) open(!here);
      on = here;
      slots.element.hidden = off.hidden = !desk.on;
      slots.show(desk, now);
      leave.hidden = here;
      // It loads the page anew, and what an open conversation shows would be gone for a while.
      language.hidden = desk.order.length > 0;
    },
  };
}

/** Opens what few counsellors open each hour. @param {Given} given @param {string} name @param {HTMLElement} status */
function lateButton({ say, alert, acts }, name, status) {
  const button = h("button", { type: "button", class: "plain" }, say(`desk.${name}`));
  button.addEventListener("click", async () => {
    const came = await late(name, button, { alert, api: acts.api });
    write(status, came ? "" : say("staff.late_failed"));
    if (!came) alert.carryOut({ do: "announce", words: "staff.late_failed", values: {} });
  });
  return button;
}

/** 19:00, or with its day when that is another than today. @param {string} at @param {string} lang @param {number} now */
function closingTime(at, lang, now) {
  const day = (/** @type {string | number} */ moment) => inBelgium(moment, lang, { weekday: "short" });
  return [day(at) === day(now) ? "" : day(at), clockTime(at, lang)].join(" ").trim();
}
