import { h, write } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";

// The server refuses a reason of fewer letters.
const SHORTEST_REASON = 3;
/** @type {Record<string, string>} */
const WHAT = { live: "desk.block.what", ended: "desk.block.left" };

/**
 * Blocking takes help away from somebody: it says what it does, and asks why. Who ends the conversation meanwhile is
 * blocked all the same, and no click looks as if it did what it could not.
 * @param {import("../pane/pane.js").GivenPane} given @param {import("../state/types.js").Conversation} conversation
 * @param {() => import("../view.js").Desk} desk
 */
export function askToBlock({ say, acts, id }, { nickname }, desk) {
  const reason = field({ id: "block-reason", label: say("desk.block.reason"), hint: say("desk.block.reason_hint") });
  const what = h("p", { role: "status" });
  const form = ask({
    title: say("desk.block.title", { nickname }),
    body: [what, h("p", {}, say("desk.block.instead")), reason.element],
    yes: say("desk.block.yes"), no: say("desk.cancel"), kind: "danger",
    onYes() {
      const text = reason.box.value.trim();
      if (text.length < SHORTEST_REASON) return reason.refuse(say("desk.block.reason_missing")), false;
      if (desk().line !== "open") return reason.refuse(say("desk.announce.needs_line")), false;
      return acts.dispatch({ type: "blocks", conversation: id, reason: text });
    },
  });
  const shown = () => write(what, say(WHAT[desk().conversations[id]?.stage] ?? "desk.refused.block_gone", { nickname }));
  shown();
  const following = setInterval(shown, 250);
  form.addEventListener("close", () => clearInterval(following));
}
