import { h } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";

// The server refuses a reason of fewer letters.
const SHORTEST = 3;

/** Blocking takes help away from somebody: it says what it does, and asks why. @param {import("../pane/pane.js").GivenPane} given @param {import("../state/types.js").Conversation} conversation */
export function askToBlock({ say, acts, id }, { nickname }) {
  const reason = field({ id: "block-reason", label: say("desk.block.reason"), hint: say("desk.block.reason_hint") });
  ask({
    title: say("desk.block.title", { nickname }),
    body: [h("p", {}, say("desk.block.what")), h("p", {}, say("desk.block.instead")), reason.element],
    yes: say("desk.block.yes"), no: say("desk.cancel"), kind: "danger",
    onYes() {
      const text = reason.box.value.trim();
      if (text.length < SHORTEST) return reason.refuse(say("desk.block.reason_missing")), false;
      return acts.dispatch({ type: "blocks", conversation: id, reason: text });
    },
  });
}
