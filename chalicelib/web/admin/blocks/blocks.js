import { h, write } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";
import { formField, onSubmit } from "../frame/form.js";
import { listing } from "../frame/listing.js";
import { wallWords } from "../wall.js";

/** @typedef {import("../view.js").Given} Given */

/** Who cannot use the chat now, until when and why; with a way to lift that. @param {Given} given @returns {import("../view.js").Piece} */
export function blocks(given) {
  const { say } = given;
  const list = blockList(given);
  const placing = placingOf(given);
  let filled = "";
  return {
    element: h("section", { class: "dates" },
      h("section", { class: "card", "aria-labelledby": "blocks-title" }, h("h2", { id: "blocks-title" }, say("admin.blocks.heading")), h("p", {}, say("admin.blocks.what")), list.element),
      h("section", { class: "card", "aria-labelledby": "place-title" }, h("h2", { id: "place-title" }, say("admin.blocks.place_heading")), h("p", {}, say("admin.blocks.place_what")), placing.form)),
    show(admin) {
      list.show(admin);
      placing.show(admin);
      if (admin.blockFor && admin.blockFor !== filled) placing.fillIn(admin.blockFor);
      if (admin.blockFor !== filled || !admin.reach) placing.reaches(null);
      filled = admin.blockFor;
      if (admin.reach) placing.reaches(admin.reach);
    },
    empty(form) {
      if (form === "blocks") placing.reset();
    },
  };
}

/** @param {Given} given */
function blockList(given) {
  const { say, acts, settings } = given;
  const at = (/** @type {string} */ moment) => wallWords(moment, settings.lang);
  /** @param {import("../../wire/answers.js").BlockView} item */
  function lift(item) {
    ask({
      title: say("admin.blocks.lift_title"), body: [h("p", {}, say("admin.blocks.lift_what", { until: at(item.until) }))],
      yes: say("admin.blocks.lift"), no: say("admin.cancel"),
      onYes: () => acts.dispatch({ type: "removes", list: "blocks", item }),
    });
  }
  return listing(given, {
    name: "blocks", none: "admin.blocks.none",
    words: (item) => [say("admin.blocks.until", { until: at(item.until) }), say("admin.blocks.by", { by: item.by, at: at(item.placed_at), reason: item.reason })],
    act: (item) => h("button", { type: "button", "aria-label": say("admin.blocks.lift_this", { until: at(item.until) }), onclick: () => lift(item) }, say("admin.blocks.lift")),
  });
}

/** @param {Given} given */
function placingOf({ say, acts }) {
  const kinds = ["conversation", "origin"].map((value, place) => h("label", { class: "choice" },
    h("input", { type: "radio", name: "kind", value, checked: place === 0 }), say(`admin.blocks.${value}`)));
  const who = formField({ form: "blocks", name: "who", label: say("admin.blocks.who"), hint: say("admin.blocks.who_hint"), input: h("input", { autocomplete: "off", spellcheck: "false" }) });
  const reason = formField({ form: "blocks", name: "reason", label: say("admin.blocks.reason"), hint: say("admin.blocks.reason_hint"), input: h("textarea", { rows: 2, maxlength: 500 }) });
  const box = /** @type {HTMLInputElement} */ (who.input);
  const reach = h("p", { class: "banner", role: "status", hidden: true });
  box.addEventListener("input", () => { reach.hidden = true; });
  const form = h("form", { class: "stacked" }, h("fieldset", {}, h("legend", {}, say("admin.blocks.kind")), ...kinds), who.element, reach, reason.element,
    h("button", { type: "submit", class: "danger" }, say("admin.blocks.place")));
  onSubmit(form, (values) => {
    who.refuse(values.who ? "" : say("admin.fault.fill_in"));
    reason.refuse(values.reason.length >= 3 ? "" : say("admin.fault.longer"));
    const wrong = [who, reason].find(({ input }) => input.hasAttribute("aria-invalid"));
    if (wrong) return wrong.input.focus();
    return ask({
      title: say("admin.blocks.place_title"), body: [reach.hidden ? null : h("p", {}, h("b", {}, reach.textContent)), h("p", {}, say("admin.blocks.place_sure"))],
      yes: say("admin.blocks.place"), no: say("admin.cancel"), kind: "danger",
      onYes: () => acts.dispatch({ type: "adds", list: "blocks", body: { [values.kind]: values.who, reason: values.reason } }),
    });
  });

  return {
    form,
    reset() {
      form.reset();
      for (const each of [who, reason]) each.refuse("");
    },
    /** Whom a block of this conversation hits besides. @param {import("../state/types.js").Reach | null} told */
    reaches(told) {
      reach.hidden = !told || box.value.trim() !== told.conversation;
      if (told) write(reach, say(told.others ? "admin.blocks.reach" : "admin.blocks.reach_nobody", { count: told.others }));
    },
    /** @param {import("../view.js").Admin} admin */
    show(admin) {
      for (const each of [who, reason]) each.show(admin);
    },
    /** @param {string} conversation */
    fillIn(conversation) {
      form.reset();
      box.value = conversation;
      reason.input.focus();
    },
  };
}
