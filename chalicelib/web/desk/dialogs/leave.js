import { h } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";
import { liveOf } from "../state/order.js";

/** A duty is left on purpose: nobody new comes in, and who is here is not left alone. @param {import("../view.js").Given} given @param {import("../view.js").Desk} desk */
export function askToLeave({ say, acts }, desk) {
  ask({
    title: say("desk.leave.title"),
    body: [h("p", {}, say(liveOf(desk) ? "desk.leave.live" : "desk.leave.what", { live: String(liveOf(desk)) }))],
    yes: say("desk.leave.yes"), no: say("desk.cancel"),
    onYes: () => acts.dispatch({ type: "goes_off_duty" }),
  });
}
