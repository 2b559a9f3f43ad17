import { h } from "../../shared/dom.js";
import { formField, onSubmit } from "../frame/form.js";

/** An administrator asks with papers; another one decides. @param {import("../view.js").Given} given */
export function ordering({ say, acts }) {
  const conversation = formField({ form: "disclosures", name: "conversation", label: say("admin.disclosures.conversation"), input: h("input", { autocomplete: "off", spellcheck: "false" }) });
  const grounds = ["court_order", "other"].map((value) => h("option", { value }, say(`admin.disclosures.ground.${value}`)));
  const ground = formField({ form: "disclosures", name: "ground", label: say("admin.disclosures.order_ground"), input: h("select", {}, ...grounds) });
  const words = formField({ form: "disclosures", name: "words", label: say("admin.disclosures.order_words"), input: h("textarea", { rows: 2, maxlength: 500 }) });
  const form = h("form", { class: "stacked" }, conversation.element, ground.element, words.element, h("button", { type: "submit" }, say("admin.disclosures.order")));
  onSubmit(form, (values) => {
    conversation.refuse(values.conversation ? "" : say("admin.fault.fill_in"));
    words.refuse(values.words.length >= 3 ? "" : say("admin.fault.longer"));
    const wrong = [conversation, words].find(({ input }) => input.hasAttribute("aria-invalid"));
    if (wrong) wrong.input.focus();
    else acts.dispatch({ type: "adds", list: "disclosures", body: values });
  });
  let filled = "";
  return {
    form,
    /** @param {import("../view.js").Admin} admin */
    show(admin) {
      if (admin.orderFor && admin.orderFor !== filled) {
        form.reset();
        /** @type {HTMLInputElement} */ (conversation.input).value = admin.orderFor;
        words.input.focus();
      }
      filled = admin.orderFor;
      for (const each of [conversation, ground, words]) each.show(admin);
    },
  };
}
