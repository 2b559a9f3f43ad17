import { h, set, write } from "../../shared/dom.js";

/** @typedef {import("../view.js").Given} Given */

/** Before the work: which channel, and how many people at a time. @param {Given} given @returns {import("../view.js").Piece} */
export function dutyForm({ say, acts, settings }) {
  const channels = Object.entries(settings.channels).map(([value, { title }], place) => (
    dutyChoice("channel", value, title, place === 0)
  ));
  const slots = [1, 2, 3, 4, 5].map((n) => dutyChoice("slots", String(n), String(n), n === 2));
  const go = h("button", { type: "submit", class: "primary" });
  const form = h("form", { class: "card duty" },
    h("h1", {}, say("desk.duty.title")),
    h("fieldset", {}, h("legend", {}, say("desk.duty.channel")), ...channels),
    h("fieldset", {}, h("legend", {}, say("desk.duty.slots")), h("p", { class: "hint" }, say("desk.duty.slots_hint")), h("div", { class: "row" }, ...slots)),
    go,
    h("p", { class: "soft small" }, say("desk.duty.after")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = new FormData(form);
    acts.dispatch({ type: "goes_on_duty", channel: chosen.get("channel"), slots: Number(chosen.get("slots")) });
    acts.connect();
  });
  const element = h("main", { class: "before", "data-stop": true }, form);
  return {
    element,
    show(desk) {
      element.hidden = desk.on || desk.order.length > 0;
      const busy = desk.wanted !== null && ["connecting", "open", "waiting"].includes(desk.line);
      set(go, { "aria-disabled": busy ? "true" : null });
      write(go, say(busy ? "desk.duty.busy" : "desk.duty.go"));
    },
  };
}

/** @param {string} name @param {string} value @param {string} words @param {boolean} checked */
function dutyChoice(name, value, words, checked) {
  return h("label", { class: "choice" }, h("input", { type: "radio", name, value, checked, required: true }), words);
}
