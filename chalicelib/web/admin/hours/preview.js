import { fill, h } from "../../shared/dom.js";
import { formField, onSubmit, timeInput } from "../frame/form.js";
import { isDirty } from "../reducer.js";
import { TIME } from "../state/week.js";
import { today, wallWords } from "../wall.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Preview} Preview */

/** "What would visitors see on that day?" The server answers: it knows holidays, closures and summer time. @param {Given} given */
export function preview(given) {
  const { say, acts } = given;
  const day = formField({ form: "preview", name: "day", label: say("admin.preview.day"), input: h("input", { type: "date", value: today() }) });
  const time = formField({ form: "preview", name: "time", label: say("admin.preview.time"), input: timeInput({ value: "14:00" }) });
  const outcome = h("div", { class: "outcome", role: "status" });
  const dirty = h("p", { class: "hint" }, say("admin.preview.dirty"));
  const form = h("form", { class: "inline" }, day.element, time.element, h("button", { type: "submit" }, say("admin.preview.ask")));
  onSubmit(form, (values) => {
    day.refuse(values.day ? "" : say("admin.fault.fill_in"));
    time.refuse(TIME.test(values.time) ? "" : say("admin.fault.time"));
    const wrong = [day, time].find(({ input }) => input.hasAttribute("aria-invalid"));
    if (wrong) wrong.input.focus();
    else acts.dispatch({ type: "previews", at: `${values.day}T${values.time}` });
  });
  /** @type {Preview | null} */
  let shown = null;

  return {
    element: h("section", { class: "card", "aria-labelledby": "preview-title" },
      h("h2", { id: "preview-title" }, say("admin.preview.title")), h("p", {}, say("admin.preview.what")), dirty, form, outcome),
    /** @param {import("../view.js").Admin} admin */
    show(admin) {
      dirty.hidden = !isDirty(admin);
      if (admin.form === "preview" && admin.errors.length) day.show(admin);
      if (admin.preview === shown) return;
      shown = admin.preview;
      fill(outcome, ...(shown ? lines(given, shown) : []));
    },
  };
}

/** @param {Given} given @param {Preview} preview */
function lines({ say, settings }, { at, within_hours: within, holiday, closure, hours, next_opening: next, closed_now: closed }) {
  const words = { at: wallWords(at, settings.lang) };
  const shifts = hours.map(({ opens, closes }) => say("admin.preview.shift", { opens, closes })).join(", ");
  return [
    h("p", { class: "light", "data-light": within ? "open" : "closed" }, say(within ? "admin.preview.open" : "admin.preview.closed", words)),
    holiday && h("p", {}, say("admin.preview.holiday", { holiday })),
    closure && h("p", {}, say("admin.preview.closure", { closure })),
    closed && h("p", {}, say("admin.preview.by_hand")),
    h("p", {}, shifts ? say("admin.preview.hours", { shifts }) : say("admin.preview.no_hours")),
    !within && next && h("p", {}, say("admin.preview.next", { at: wallWords(next, settings.lang) })),
  ];
}
