import { h } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";
import { formField, onSubmit } from "../frame/form.js";
import { listing } from "../frame/listing.js";
import { wallWords } from "../wall.js";

/** @typedef {import("../view.js").Given} Given */

/** Schools and shelters whose people share an address, with places of their own. @param {Given} given @returns {import("../view.js").Piece} */
export function ranges(given) {
  const { say } = given;
  const list = rangeList(given);
  const adding = rangeForm(given);
  return {
    element: h("section", { class: "dates" },
      h("section", { class: "card", "aria-labelledby": "ranges-title" }, h("h2", { id: "ranges-title" }, say("admin.ranges.heading")), h("p", {}, say("admin.ranges.what")), list.element),
      h("section", { class: "card", "aria-labelledby": "range-title" }, h("h2", { id: "range-title" }, say("admin.ranges.add_heading")), adding.form)),
    show(admin) {
      list.show(admin);
      adding.show(admin);
    },
    empty(form) {
      if (form === "ranges") adding.form.reset();
    },
  };
}

/** @param {Given} given */
function rangeList(given) {
  const { say, acts, settings } = given;
  /** @param {import("../../wire/answers.js").RangeView} item */
  function remove(item) {
    ask({
      title: say("admin.ranges.remove_title", { name: item.name }), body: [h("p", {}, say("admin.ranges.remove_what"))],
      yes: say("admin.ranges.remove"), no: say("admin.cancel"),
      onYes: () => acts.dispatch({ type: "removes", list: "ranges", item }),
    });
  }
  return listing(given, {
    name: "ranges", none: "admin.ranges.none",
    words: (item) => [
      say("admin.ranges.title_of", { name: item.name, places: item.places }),
      say("admin.ranges.details", { range: item.range, by: item.by, at: wallWords(item.listed_at, settings.lang) }),
    ],
    act: (item) => h("button", { type: "button", "aria-label": say("admin.ranges.remove_this", { name: item.name }), onclick: () => remove(item) }, say("admin.ranges.remove")),
  });
}

/** @param {Given} given */
function rangeForm({ say, acts }) {
  const texts = { autocomplete: "off", spellcheck: "false" };
  const range = formField({ form: "ranges", name: "range", label: say("admin.ranges.range"), hint: say("admin.ranges.range_hint"), input: h("input", { ...texts, maxlength: 64 }) });
  const name = formField({ form: "ranges", name: "name", label: say("admin.ranges.name"), input: h("input", { ...texts, maxlength: 60 }) });
  const places = formField({ form: "ranges", name: "places", label: say("admin.ranges.places"), hint: say("admin.ranges.places_hint"), input: h("input", { ...texts, inputmode: "numeric", maxlength: 3 }) });
  const fields = [range, name, places];
  const form = h("form", { class: "stacked" }, ...fields.map(({ element }) => element), h("button", { type: "submit", class: "primary" }, say("admin.ranges.add")));
  onSubmit(form, (values) => {
    for (const each of [range, name]) each.refuse(values[each.name] ? "" : say("admin.fault.fill_in"));
    places.refuse(/^\d+$/.test(values.places) ? "" : say("admin.ranges.number"));
    const wrong = fields.find(({ input }) => input.hasAttribute("aria-invalid"));
    if (wrong) return wrong.input.focus();
    return acts.dispatch({ type: "adds", list: "ranges", body: { ...values, places: Number(values.places) } });
  });

  return {
    form,
    /** @param {import("../view.js").Admin} admin */
    show(admin) {
      for (const each of fields) each.show(admin);
    },
  };
}
