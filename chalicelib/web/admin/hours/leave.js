import { h } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";

/** Hours that were changed and not kept are worth a question. @param {import("../../shared/words.js").Say} say @param {() => void} leave */
export function askToLeave(say, leave) {
  ask({
    title: say("admin.hours.leave_title"), body: [h("p", {}, say("admin.hours.leave"))],
    yes: say("admin.hours.drop"), no: say("admin.hours.stay"), kind: "danger", onYes: leave,
  });
}
