import { h } from "../../shared/dom.js";

/** How many conversations at a time. @param {import("../view.js").Given} given @returns {import("../view.js").Piece} */
export function slotPicker({ say, acts }) {
  const select = h("select", { id: "slots-now" }, ...[1, 2, 3, 4, 5].map((n) => h("option", { value: n }, n)));
  let channel = "";
  select.addEventListener("change", () => acts.dispatch({ type: "goes_on_duty", channel, slots: Number(select.value) }));
  return {
    element: h("div", { class: "slots" }, h("label", { for: "slots-now" }, say("desk.slots_short")), select),
    show(desk) {
      channel = desk.channel ?? "";
      select.disabled = desk.line !== "open";
      if (document.activeElement !== select) select.value = String(desk.wanted?.slots ?? desk.slots);
    },
  };
}
