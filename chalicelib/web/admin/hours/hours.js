import { h, set, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { timeInput } from "../frame/form.js";
import { DAYS } from "../state/week.js";
import { isDirty } from "../reducer.js";
import { preview } from "./preview.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../view.js").Admin} Admin */

/** The usual hours of a week: each day any number of shifts. @param {Given} given @returns {import("../view.js").Piece} */
export function hours(given) {
  const { say, acts } = given;
  const days = DAYS.map((day) => dayRow(given, day));
  const holidays = h("input", { type: "checkbox", id: "holidays" });
  holidays.addEventListener("change", () => acts.dispatch({ type: "works_on_holidays", on: holidays.checked }));
  const save = h("button", { type: "submit", class: "primary" }, say("admin.hours.save"));
  const drop = h("button", { type: "button", onclick: () => acts.dispatch({ type: "drops_hours" }) });
  const dirty = h("p", { class: "soft" }, say("admin.hours.dirty"));
  const form = h("form", { class: "card week" }, ...days.map((day) => day.element),
    h("label", { class: "choice" }, holidays, say("admin.hours.holidays")),
    h("div", { class: "row" }, save, drop, dirty));
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    acts.dispatch({ type: "saves_hours" });
  });
  const waiting = h("p", { class: "soft" }, say("admin.loading"));
  const broken = h("p", { class: "banner" }, say("admin.hours.unreadable"));
  const tried = preview(given);

  return {
    element: h("section", {}, h("p", {}, say("admin.hours.what")), waiting, broken, form, tried.element),
    show(admin) {
      waiting.hidden = admin.hours !== null || !admin.busy;
      form.hidden = admin.hours === null;
      broken.hidden = admin.hours?.readable !== false;
      for (const day of days) day.show(admin);
      holidays.checked = admin.hours?.works_on_holidays ?? false;
      dirty.hidden = drop.hidden = !isDirty(admin) && !admin.stale;
      write(drop, say(admin.stale ? "admin.hours.fetch" : "admin.hours.drop"));
      set(save, { "aria-disabled": admin.busy ? "true" : null });
      tried.show(admin);
    },
  };
}

/** @param {Given} given @param {string} day */
function dayRow(given, day) {
  const { say, acts } = given;
  const name = say(`admin.day.${day}`);
  const list = h("div", { class: "shifts" });
  const none = h("p", { class: "soft none" }, say("admin.hours.closed"));
  const add = h("button", { type: "button", id: `add-${day}`, "aria-label": say("admin.hours.add_to", { day: name }),
    onclick: () => acts.dispatch({ type: "adds_shift", day }) }, say("admin.hours.add"));
  return {
    element: h("fieldset", { class: "day" }, h("legend", {}, name), none, list, add),
    /** @param {Admin} admin */
    show({ hours: shown, shiftFaults }) {
      const shifts = shown?.shifts[day] ?? [];
      none.hidden = shifts.length > 0;
      keep(list, shifts.map((shift, place) => ({ shift, place })), ({ place }) => String(place),
        ({ place }) => shiftRow(given, day, place),
        (element, { shift, place }) => {
          const fault = shiftFaults.find((each) => each.day === day && each.place === place);
          updateShift(element, shift, fault ? say(fault.words) : "", fault?.end);
        });
    },
  };
}

/** @param {Given} given @param {string} day @param {number} place */
function shiftRow({ say, acts }, day, place) {
  const name = say(`admin.day.${day}`);
  const time = (/** @type {"opens" | "closes"} */ end) => {
    const id = `shift-${day}-${place}-${end}`;
    const input = timeInput({ id, "data-end": end, "aria-describedby": `shift-${day}-${place}-fault` });
    input.addEventListener("input", () => acts.dispatch({ type: "edits", day, place, change: { [end]: input.value } }));
    return [h("label", { for: id }, h("span", { class: "unseen" }, `${name}, `), say(`admin.hours.${end}`)), input];
  };
  const remove = h("button", { type: "button", class: "plain", "aria-label": say("admin.hours.remove_from", { day: name }),
    onclick: () => acts.dispatch({ type: "removes_shift", day, place }) }, say("admin.remove"));
  return h("div", { class: "shift" }, ...time("opens"), ...time("closes"), remove,
    h("p", { class: "fault", id: `shift-${day}-${place}-fault`, hidden: true }));
}

/** @param {HTMLElement} element @param {import("../state/types.js").Shift} shift @param {string} words @param {string} [end] the end that is wrong; else both */
function updateShift(element, shift, words, end) {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (element.querySelectorAll("input"))) {
    const value = shift[/** @type {"opens" | "closes"} */ (input.dataset.end)];
    // Typing is not interrupted; a time counts when the field is left.
    if (input.value !== value && document.activeElement !== input) input.value = value;
    set(input, { "aria-invalid": words && (!end || end === input.dataset.end) ? "true" : null });
  }
  const fault = /** @type {HTMLElement} */ (element.querySelector(".fault"));
  fault.hidden = !words;
  write(fault, words);
}
