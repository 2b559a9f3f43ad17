import { h } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";
import { csvOf, csvWith, entryOf } from "./table.js";

/** @typedef {import("../view.js").Given} Given */

const WAYS = /** @type {const} */ (["email", "phone", "website"]);

/** One centre with what it serves, in a window of its own. @param {Given} given @param {import("../state/types.js").Centres} list @param {number} number of the centre; one more than there are, to add one */
export function editCentre({ say, acts }, list, number) {
  const known = list.centres[number] ? entryOf(list, number) : { name: "", email: "", phone: "", website: "", places: "" };
  const inputs = /** @type {const} */ (["name", ...WAYS]).map((name) => {
    const input = h("input", { id: `centre-${name}`, autocomplete: "off", maxlength: 200 });
    input.value = known[name];
    return { name, input, element: h("div", { class: "field" }, h("label", { for: input.id }, say(`admin.centres.column.${name === "name" ? "centre" : name}`)), input) };
  });
  const places = field({ id: "centre-places", label: say("admin.centres.places_of"), hint: say("admin.centres.places_hint"), rows: 6, max: 60_000 });
  places.box.value = known.places;
  ask({
    title: say(known.name ? "admin.centres.edit_title" : "admin.centres.add"), body: [...inputs.map(({ element }) => element), places.element, h("p", { class: "fault", id: "centre-fault", role: "alert" })],
    yes: say("admin.centres.save"), no: say("admin.cancel"),
    onYes() {
      const values = Object.fromEntries(inputs.map(({ name, input }) => [name, input.value.trim()]));
      const entry = { ...known, ...values, places: places.box.value };
      if (!entry.name) return refused(inputs[0].input, say("admin.centres.need_name"));
      if (!WAYS.some((way) => entry[way])) return refused(inputs[1].input, say("admin.centres.need_way"));
      if (!places.box.value.trim()) {
        places.refuse(say("admin.fault.fill_in"));
        return false;
      }
      return acts.dispatch({ type: "brings_centres", csv: csvWith(list, number, entry), before: csvOf(list) });
    },
  });
}

/** @param {HTMLInputElement} input @param {string} words */
function refused(input, words) {
  input.setAttribute("aria-invalid", "true");
  const fault = /** @type {HTMLElement} */ (document.getElementById("centre-fault"));
  fault.textContent = words;
  input.focus();
  return false;
}
