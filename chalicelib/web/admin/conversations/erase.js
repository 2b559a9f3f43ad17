import { h } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";
import { SHORTEST } from "../frame/reason.js";

/** @typedef {import("../view.js").Given} Given */

/**
 * Erasing cannot be undone, so it is asked twice: first why, then whether it is this one.
 * @param {Given} given @param {import("../../wire/answers.js").ConversationView} item @param {string} start
 */
export function askToErase({ say, acts }, item, start) {
  const why = field({ id: "erase-reason", label: say("admin.conversations.erase_reason") });
  ask({
    title: say("admin.conversations.erase_title", { start }), body: [h("p", {}, say("admin.conversations.erase_what")), why.element],
    yes: say("admin.conversations.erase_yes"), no: say("admin.cancel"),
    onYes() {
      const reason = why.box.value.trim();
      if (reason.length >= SHORTEST) return sure(reason);
      why.refuse(say("admin.fault.longer"));
      return false;
    },
  });

  /** @param {string} reason */
  function sure(reason) {
    ask({
      title: say("admin.conversations.erase_sure_title"),
      body: [h("p", {}, say("admin.conversations.erase_sure", { start, counsellor: item.counsellor ?? "–" }))],
      yes: say("admin.conversations.erase_now"), no: say("admin.cancel"), kind: "danger",
      onYes: () => acts.dispatch({ type: "erases", conversation: item.conversation, reason }),
    });
  }
}
