import { h, set, write } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";
import { formField } from "../frame/form.js";
import { csvOf, csvWith, entryOf, faultsByField } from "./table.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../state/types.js").Centres} Centres */
/** @typedef {import("./table.js").Entry} Entry */

const NAMES = /** @type {const} */ (["name", "email", "phone", "website"]);
const EMPTY = { name: "", email: "", phone: "", website: "", places: "" };

/**
 * One centre with what it serves, in a window of its own, which closes once the list is kept: until then everything
 * that was typed is there, and what the server says of it stands at its field.
 * @param {Given} given @param {Centres} list @param {number} number of the centre; one more than there are, to add one
 */
export function editCentre({ say, acts }, list, number) {
  const known = list.centres[number] ? entryOf(list, number) : EMPTY;
  const boxes = boxesOf(say, known);
  const rest = h("p", { class: "fault", role: "alert" });
  /** @type {{list: Centres, number: number, places: string}} */
  let sent = { list, number, places: "" };
  /** @type {unknown} */
  let told = null;

  /** Each fault at its field, and whoever types at the first one. @param {Record<string, string>} faults */
  function refuse(faults) {
    for (const box of boxes) box.refuse(faults[box.name] ?? "");
    write(rest, faults[""] ?? "");
    boxes.find(({ name }) => faults[name])?.input.focus();
    return false;
  }

  const dialog = ask({
    title: say(known.name ? "admin.centres.edit_title" : "admin.centres.add"), body: [rest, ...boxes.map(({ element }) => element)],
    yes: say("admin.centres.save"), no: say("admin.cancel"),
    onYes() {
      const entry = /** @type {Entry} */ (Object.fromEntries(boxes.map(({ name, input }) => [name, /** @type {HTMLInputElement} */ (input).value.trim()])));
      refuse({});
      const missing = missingIn(entry);
      if (missing) return refuse({ [missing[0]]: say(missing[1]) });
      sent = { ...sent, places: entry.places };
      acts.dispatch({ type: "brings_centres", csv: csvWith(sent.list, sent.number, entry), before: csvOf(sent.list), form: "centre" });
      return false;
    },
  });
  // What was said here about this centre is of no use on the page behind.
  dialog.addEventListener("close", () => { if (told) acts.dispatch({ type: "dismisses" }); });

  return {
    close: () => dialog.close(),
    /** @param {import("../view.js").Admin} admin */
    show({ centres, errors, form, notice, busy }) {
      if (!dialog.open) return;
      set(/** @type {Element} */ (dialog.querySelector("[type=submit]")), { "aria-disabled": busy === "centres_kept" ? "true" : null });
      const news = form === "centre" && errors.length ? errors : notice?.kind === "fault" ? notice : null;
      if (news && news !== told) refuse(news === notice ? { "": say(notice.words, notice.values) } : faultsByField(sent.list, sent.number, sent.places, errors));
      told = news;
      if (centres && centres !== sent.list) sent = { ...sent, list: centres, number: placeIn(centres, known) };
    },
  };
}

/** @param {import("../../shared/words.js").Say} say @param {Entry} known */
function boxesOf(say, known) {
  const lines = NAMES.map((name) => formField({
    form: "centre", name, label: say(`admin.centres.column.${name === "name" ? "centre" : name}`), input: h("input", { autocomplete: "off", maxlength: 200 }),
  }));
  const places = formField({
    form: "centre", name: "places", label: say("admin.centres.places_of"), hint: say("admin.centres.places_hint"),
    input: h("textarea", { rows: 6, maxlength: 60_000, autocomplete: "off" }),
  });
  const boxes = [...lines, places];
  for (const { name, input } of boxes) /** @type {HTMLInputElement} */ (input).value = known[/** @type {keyof Entry} */ (name)];
  return boxes;
}

/** The first field that has to be filled in, and what to say there. @param {Entry} entry @returns {[string, string] | null} */
function missingIn({ name, email, phone, website, places }) {
  if (!name) return ["name", "admin.centres.need_name"];
  if (!email && !phone && !website) return ["email", "admin.centres.need_way"];
  return places ? null : ["places", "admin.fault.fill_in"];
}

/** Where a centre stands in a list that somebody else has changed meanwhile; at the end if it is not there. @param {Centres} list @param {Entry} known */
function placeIn({ centres }, known) {
  const same = centres.findIndex((centre) => NAMES.every((name) => centre[name] === known[name]));
  const named = centres.findIndex(({ name }) => name === known.name);
  return [same, named, centres.length].find((place) => place >= 0) ?? centres.length;
}
