import { h } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";
import { formField, onSubmit, timeInput } from "../frame/form.js";
import { listing } from "../frame/listing.js";
import { CLOSING_TIME, LONGEST_NIGHT, TIME, minutesOf } from "../state/week.js";
import { dayAfter, dayWords, untilWords } from "../wall.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {"closures" | "openings"} Kind */
/** @typedef {{element: HTMLElement, form: HTMLFormElement, fields: ReturnType<typeof formField>[]}} Adding */

/** Days that are not like the others: closed when the hours say open, or the other way round. @param {Given} given @returns {import("../view.js").Piece} */
export function dates(given) {
  const { say } = given;
  const kinds = /** @type {Kind[]} */ (["closures", "openings"]).map((kind) => ({ kind, list: dayList(given, kind), adding: dayForm(given, kind) }));
  return {
    element: h("section", { class: "dates" }, ...kinds.map(({ kind, list, adding }) => (
      h("section", { class: "card", "aria-labelledby": `${kind}-title` },
        h("h2", { id: `${kind}-title` }, say(`admin.${kind}.heading`)), h("p", {}, say(`admin.${kind}.what`)), list.element, adding.element)
    ))),
    show(admin) {
      for (const { list, adding } of kinds) {
        list.show(admin);
        for (const each of adding.fields) each.show(admin);
      }
    },
    empty(form) {
      kinds.find(({ kind }) => kind === form)?.adding.form.reset();
    },
  };
}

/** @param {Given} given @param {Kind} kind */
function dayList(given, kind) {
  const { say, acts, settings } = given;
  /** @param {Record<string, any>} item */
  function title(item) {
    if (kind === "openings") return say("admin.openings.range", { day: dayWords(item.opens, settings.lang), opens: item.opens.slice(11, 16), closes: untilWords(item.opens, item.closes, settings.lang) });
    if (item.first === item.last) return dayWords(item.first, settings.lang);
    return say("admin.closures.range", { first: dayWords(item.first, settings.lang), last: dayWords(item.last, settings.lang) });
  }
  /** @param {Record<string, any>} item */
  function remove(item) {
    ask({
      title: say(`admin.${kind}.remove_title`), body: [h("p", {}, title(item)), h("p", {}, say(`admin.${kind}.remove_what`))],
      yes: say("admin.remove"), no: say("admin.cancel"), kind: "danger",
      onYes: () => acts.dispatch({ type: "removes", list: kind, item }),
    });
  }
  return listing(given, {
    name: kind, none: `admin.${kind}.none`, words: (item) => [title(item), item.reason ?? ""],
    act: (item) => h("button", { type: "button", "aria-label": say("admin.remove_this", { what: title(item) }), onclick: () => remove(item) }, say("admin.remove")),
  });
}

/** @param {Given} given @param {Kind} kind @returns {Adding} */
function dayForm(given, kind) {
  const { say, acts } = given;
  const inputs = kind === "closures" ? [["first", "date"], ["last", "date"], ["reason", "text"]] : [["day", "date"], ["from", "time"], ["to", "time"], ["reason", "text"]];
  const fields = inputs.map(([name, type]) => formField({
    form: kind, name, label: say(`admin.${kind}.${name}`), hint: name === "to" ? say("admin.openings.to_hint") : undefined,
    input: type === "time" ? timeInput({}) : h("input", { type, autocomplete: "off", maxlength: type === "text" ? 500 : null }),
  }));
  const form = h("form", { class: "inline adding" }, ...fields.map(({ element }) => element),
    h("button", { type: "submit", class: "primary" }, say(`admin.${kind}.add`)));
  onSubmit(form, (values) => {
    const wrong = dayFaults(kind, values);
    for (const each of fields) each.refuse(wrong[each.name] ? say(wrong[each.name]) : "");
    const first = fields.find(({ name }) => wrong[name]);
    if (first) return first.input.focus();
    return acts.dispatch({ type: "adds", list: kind, body: bodyOf(kind, values) });
  });
  return { element: form, form, fields };
}

/** What can be seen to be wrong before asking the server. @param {Kind} kind @param {Record<string, string>} values @returns {Record<string, string>} */
function dayFaults(kind, values) {
  /** @type {Record<string, string>} */
  const wrong = {};
  for (const name of Object.keys(values)) if (!values[name] && name !== "last") wrong[name] = "admin.fault.fill_in";
  if (values.reason && values.reason.length < 3) wrong.reason = "admin.fault.longer";
  return { ...wrong, ...(kind === "closures" ? wrongDays(values) : wrongTimes(values)) };
}

/** @param {Record<string, string>} values @returns {Record<string, string>} */
function wrongDays({ first, last }) {
  return last && last < first ? { last: "admin.closures.fault_order" } : {};
}

/** @param {Record<string, string>} values @returns {Record<string, string>} */
function wrongTimes({ from, to }) {
  if (from && !TIME.test(from)) return { from: "admin.fault.time" };
  if (to && !CLOSING_TIME.test(to)) return { to: "admin.fault.time" };
  return from && to && (to === from || minutesOf(from, to) > LONGEST_NIGHT && to < from) ? { to: "admin.openings.fault_order" } : {};
}

/** @param {Kind} kind @param {Record<string, string>} values */
function bodyOf(kind, { first, last, day, from, to, reason }) {
  if (kind === "closures") return { first, last: last || first, reason };
  return { opens: `${day}T${from}`, closes: `${to < from ? dayAfter(day) : day}T${to}`, reason };
}
