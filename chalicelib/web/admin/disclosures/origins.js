import { h } from "../../shared/dom.js";
import { ask } from "../../staff/dialog.js";

/** What was disclosed to an administrator who asked with papers. @param {import("../view.js").Given} given @param {import("../../wire/answers.js").OriginsView} origins */
export function showOrigins({ say, acts }, { disclosure, stays }) {
  const rows = /** @type {Record<string, string>[]} */ (stays).map((stay) => h("li", { class: "written" }, say("admin.disclosures.stay", {
    address: stay.address, first: both(stay.first, stay.first_local), last: stay.last ? both(stay.last, stay.last_local) : say("admin.disclosures.now"),
  })));
  const dialog = ask({
    title: say("admin.disclosures.origins", { conversation: disclosure.conversation }), body: [h("ol", {}, ...rows)],
    yes: say("admin.understood"), no: say("admin.cancel"), onYes: () => {},
  });
  const over = setTimeout(() => dialog.close(), Date.parse(disclosure.ends_at) - Date.now());
  dialog.addEventListener("close", () => {
    clearTimeout(over);
    acts.dispatch({ type: "hides_origins" });
  });
}

/** 2026-11-24T13:00:05.000Z (2026-11-24T14:00:05+01:00): exact, as papers want it. @param {string} utc @param {string} local */
function both(utc, local) {
  return `${utc} (${local})`;
}
