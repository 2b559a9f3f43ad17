import { fill, h } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";

/** @typedef {import("../state/types.js").Colleague} Colleague */
/** @typedef {import("../view.js").Desk} Desk */

// Somebody who leaves must not stay in the list for as long as a note is written.
const LOOKS_EVERY = 5_000;

/**
 * Who may take over is asked again while it is open: a list of a minute ago may offer somebody who has left.
 * @param {import("../pane/pane.js").GivenPane} given @param {import("../state/types.js").Conversation} conversation
 * @param {() => Desk} desk
 */
export function askToTransfer({ say, acts, id }, { nickname }, desk) {
  const choices = h("div", { class: "colleagues", "aria-live": "off" }, h("p", { class: "soft" }, say("desk.transfer.looking")));
  const fault = h("p", { class: "fault", role: "alert" });
  const note = field({ id: "transfer-note", label: say("desk.transfer.note"), hint: say("desk.transfer.note_hint"), max: 2000 });
  const again = () => acts.dispatch({ type: "asks_colleagues" });
  again();
  const form = ask({
    title: say("desk.transfer.title", { nickname }),
    body: [h("p", {}, say("desk.transfer.what", { nickname })), h("fieldset", {}, h("legend", {}, say("desk.transfer.to")), choices), fault, note.element],
    yes: say("desk.transfer.yes"), no: say("desk.cancel"),
    onYes() {
      const chosen = /** @type {HTMLInputElement | null} */ (choices.querySelector("input:checked"));
      if (!chosen) return fill(fault, say("desk.transfer.nobody_chosen")), false;
      return acts.dispatch({ type: "transfers", conversation: id, colleague: chosen.value, note: note.box.value.trim() });
    },
  });
  const yes = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
  yes.disabled = true;
  /** @type {Colleague[] | null} */
  let known = null;
  const looking = setInterval(() => {
    const { colleagues } = desk();
    if (!colleagues || colleagues === known) return;
    known = colleagues;
    listed(choices, colleagues, say);
    yes.disabled = !colleagues.some(({ free }) => free > 0);
  }, 150);
  const asking = setInterval(again, LOOKS_EVERY);
  form.addEventListener("close", () => [looking, asking].forEach(clearInterval));
}

/** @param {HTMLElement} place @param {Colleague[]} colleagues @param {import("../../shared/words.js").Say} say */
function listed(place, colleagues, say) {
  const chosen = /** @type {HTMLInputElement | null} */ (place.querySelector("input:checked"))?.value ?? colleagues[0]?.counsellor;
  const had = /** @type {HTMLInputElement | null} */ (place.querySelector("input:focus"))?.value;
  const choices = colleagues.map((colleague) => choice(colleague, chosen, say));
  const why = colleagues.length ? "desk.transfer.all_full" : "desk.transfer.nobody";
  const nobody = colleagues.some(({ free }) => free > 0) ? null : h("p", { role: "status" }, say(why));
  fill(place, ...choices, nobody);
  if (had) /** @type {HTMLElement | null} */ (place.querySelector(`[value="${CSS.escape(had)}"]`))?.focus();
}

/** @param {Colleague} colleague @param {string | undefined} chosen @param {import("../../shared/words.js").Say} say */
function choice({ counsellor, first_name: name, free, paused }, chosen, say) {
  const words = free > 0 ? "desk.transfer.free" : paused ? "desk.transfer.paused" : "desk.transfer.full";
  return h("label", { class: "choice" },
    h("input", { type: "radio", name: "colleague", value: counsellor, disabled: free <= 0, checked: counsellor === chosen && free > 0 }),
    h("span", {}, name, " ", h("span", { class: "soft small" }, say(words, { free: String(free) }))));
}
