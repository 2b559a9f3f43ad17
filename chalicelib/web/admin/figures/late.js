import { h, write } from "../../shared/dom.js";
import { late } from "../../shared/late.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../view.js").Piece} Piece */

/** The figures, which most visits of the office never open. @param {Given} given @returns {Piece} */
export function figures(given) {
  const { say } = given;
  const waiting = h("p", { class: "soft", role: "status" });
  const element = h("section", {}, waiting);
  /** @type {Piece | null} */
  let report = null;
  let asked = false;
  /** @type {import("../view.js").Admin} */
  let latest;

  /** @param {Piece} made */
  function came(made) {
    report = made;
    waiting.remove();
    element.append(made.element);
    made.show(latest);
  }

  async function fetches() {
    asked = true;
    write(waiting, say("admin.loading"));
    if (await late("report", element, { given, came })) return;
    // Asked for again the next time that something happens here.
    asked = false;
    write(waiting, say("admin.fault.offline"));
  }

  return {
    element,
    show(admin) {
      latest = admin;
      if (report) report.show(admin);
      else if (!asked) fetches();
    },
  };
}
