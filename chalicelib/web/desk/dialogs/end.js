import { h } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";

/** @param {import("../pane/pane.js").GivenPane} given @param {import("../state/types.js").Conversation} conversation */
export function askToEnd({ say, acts, id }, { nickname, draft }) {
  ask({
    title: say("desk.end.title", { nickname }),
    body: [h("p", {}, say("desk.end.what", { nickname })), draft.trim() && h("p", { class: "banner" }, say("desk.end.draft"))],
    yes: say("desk.end.yes"), no: say("desk.cancel"),
    onYes: () => acts.dispatch({ type: "ends", conversation: id }),
  });
}
