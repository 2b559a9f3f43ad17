import { h } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";
import { SHORTEST } from "../frame/reason.js";

/** A yes or a no, with why: who asked reads it. @param {import("../view.js").Given} given @param {import("../../wire/answers.js").DisclosureView} item @param {string} move */
export function decide({ say, acts }, { id, asker }, move) {
  const words = field({ id: "decision-words", label: say("admin.disclosures.reason") });
  ask({
    title: say(`admin.disclosures.${move}_title`), body: [h("p", {}, say(`admin.disclosures.${move}_what`, { asker })), words.element],
    yes: say(`admin.disclosures.${move}`), no: say("admin.cancel"),
    onYes() {
      const text = words.box.value.trim();
      if (text.length < SHORTEST) return words.refuse(say("admin.fault.longer")), false;
      return acts.dispatch({ type: "decides", id, move, words: text });
    },
  });
}
