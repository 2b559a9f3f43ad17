import { fill, h } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";

/** @typedef {import("../state/types.js").Colleague} Colleague */
/** @typedef {import("../view.js").Desk} Desk */

/**
 * Who may take over is asked afresh each time: a list of a minute ago may offer somebody who has left.
 * @param {import("../pane/pane.js").GivenPane} given @param {import("../state/types.js").Conversation} conversation
 * @param {() => Desk} desk
 */
export function askToTransfer({ say, acts, id }, { nickname }, desk) {
  const choices = h("div", { class: "colleagues", "aria-live": "off" }, h("p", { class: "soft" }, say("desk.transfer.looking")));
  const fault = h("p", { class: "fault", role: "alert" });
  const note = field({ id: "transfer-note", label: say("desk.transfer.note"), hint: say("desk.transfer.note_hint"), max: 2000 });
  acts.dispatch({ type: "asks_colleagues" });
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
  const waiting = setInterval(() => {
    const { colleagues } = desk();
    if (!colleagues) return;
    clearInterval(waiting);
    shown(choices, colleagues, say);
    yes.disabled = !colleagues.some(({ free }) => free > 0);
  }, 150);
  form.addEventListener("close", () => clearInterval(waiting));
}

/** @param {HTMLElement} place @param {Colleague[]} colleagues @param {import("../../shared/words.js").Say} say */
function shown(place, colleagues, say) {
  const choices = colleagues.map((colleague, index) => choice(colleague, index, say));
  const why = colleagues.length ? "desk.transfer.all_full" : "desk.transfer.nobody";
  const nobody = colleagues.some(({ free }) => free > 0) ? null : h("p", { role: "status" }, say(why));
  fill(place, ...choices, nobody);
}

/** @param {Colleague} colleague @param {number} index @param {import("../../shared/words.js").Say} say */
function choice({ counsellor, first_name: name, free }, index, say) {
  const words = free > 0 ? "desk.transfer.free" : "desk.transfer.full";
  return h("label", { class: "choice" },
    h("input", { type: "radio", name: "colleague", value: counsellor, disabled: free <= 0, checked: index === 0 && free > 0 }),
    h("span", {}, name, " ", h("span", { class: "soft small" }, say(words, { free: String(free) }))));
}
