import { h } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";

/** Ends a conversation in which the visitor has not said a word, after a goodbye. @param {import("../pane/pane.js").GivenPane} given @param {string} nickname */
export function askToTakeLeave({ say, acts, id }, nickname) {
  const text = say("desk.silent.goodbye");
  ask({
    title: say("desk.end.title", { nickname }),
    body: [h("p", {}, say("desk.silent.what", { nickname })), h("p", { class: "banner written" }, text)],
    yes: say("desk.silent.end_yes"), no: say("desk.cancel"),
    onYes: () => acts.dispatch({ type: "takes_leave", conversation: id, id: crypto.randomUUID(), text }),
  });
}
