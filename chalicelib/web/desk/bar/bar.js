import { h, set, write } from "../../shared/dom.js";
import { otherLanguage } from "../../staff/language.js";
import { preferences } from "../settings/preferences.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../view.js").Piece} Piece */

/** What is true all the time: the light, whether this counsellor takes new people, and who is signed in. @param {Given} given @returns {Piece} */
export function bar(given) {
  const { say, acts, settings } = given;
  const light = h("p", { class: "light" });
  const standing = h("p", { class: "standing" });
  const pause = h("button", { type: "button" });
  const slots = slotPicker(given);
  const off = h("button", { type: "button", class: "plain", onclick: () => acts.dispatch({ type: "goes_off_duty" }) }, say("desk.off"));
  const duty = h("div", { class: "bar-duty" }, light, standing, slots.element, pause, off);
  const person = h("p", { class: "person soft small" }, say("desk.signed_in", { name: acts.person }));
  const leave = h("button", { type: "button", class: "plain", onclick: () => acts.leave() }, say("staff.sign_out"));
  const language = otherLanguage(given);
  let available = false;
  pause.addEventListener("click", () => acts.dispatch({ type: "sets_available", available: !available }));

  return {
    element: h("header", { class: "bar", "data-stop": true },
      h("p", { class: "brand" }, say("desk.brand")), duty, h("div", { class: "bar-person" }, person, language, preferences(given), leave)),
    show(desk) {
      available = desk.available;
      duty.hidden = !desk.on;
      const channel = settings.channels[desk.channel ?? ""]?.title ?? desk.channel ?? "";
      set(light, { "data-light": desk.light ?? "unknown" });
      write(light, `${channel}: ${say(`desk.light.${desk.light ?? "unknown"}`)}`);
      write(standing, say(available ? "desk.available" : "desk.paused", { live: String(liveOf(desk)), slots: String(desk.slots) }));
      write(pause, say(available ? "desk.pause" : "desk.unpause"));
      pause.classList.toggle("primary", !available);
      leave.hidden = desk.on;
      // It loads the page anew, and what an open conversation shows would be gone for a while.
      language.hidden = desk.order.length > 0;
      off.hidden = liveOf(desk) > 0;
      slots.show(desk);
    },
  };
}

/** @param {import("../view.js").Desk} desk */
function liveOf(desk) {
  return Object.values(desk.conversations).filter(({ stage }) => stage === "live").length;
}

/** @param {Given} given */
function slotPicker({ say, acts }) {
  const select = h("select", { id: "slots-now" }, ...[1, 2, 3, 4, 5].map((n) => h("option", { value: n }, n)));
  let channel = "";
  select.addEventListener("change", () => acts.dispatch({ type: "goes_on_duty", channel, slots: Number(select.value) }));
  return {
    element: h("div", { class: "slots" }, h("label", { for: "slots-now" }, say("desk.slots_short")), select),
    /** @param {import("../view.js").Desk} desk */
    show(desk) {
      channel = desk.channel ?? "";
      if (document.activeElement !== select) select.value = String(desk.wanted?.slots ?? desk.slots);
    },
  };
}
