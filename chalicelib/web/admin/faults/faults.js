import { h } from "../../shared/dom.js";
import { ask, field } from "../../staff/dialog.js";
import { listing } from "../frame/listing.js";
import { wallWords } from "../wall.js";
import { weeks } from "./weeks.js";

/** What visitors reported that does not work, in their own words. @param {import("../view.js").Given} given @returns {import("../view.js").Piece} */
export function faults(given) {
  const { say, settings, acts } = given;

  /** @param {import("../../wire/answers.js").FaultView} report @returns {[string, string]} */
  function words({ reported_at: at, when, what, page, browser, handled_at: done, handled_by: by, note }) {
    const where = page ? settings.channels[page]?.title ?? page : say("admin.faults.nowhere");
    return [what, [
      say("admin.faults.details", { at: wallWords(at, settings.lang), where, when }),
      browser && say("admin.faults.with", { browser: say(`admin.faults.browser.${browser}`) }),
      done && say("admin.faults.by", { by: by ?? "", at: wallWords(done, settings.lang) }),
      note && say("admin.faults.noted", { note }),
    ].filter(Boolean).join("\n")];
  }

  /** @param {import("../../wire/answers.js").FaultView} report */
  function handle({ id, what, note }) {
    const remark = field({ id: "fault-note", label: say("admin.faults.note"), hint: say("admin.faults.note_hint") });
    remark.box.value = note ?? "";
    ask({
      title: say("admin.faults.handle_title"), body: [h("p", { class: "written" }, what.slice(0, 200)), remark.element],
      yes: say("admin.faults.handle"), no: say("admin.cancel"),
      onYes: () => acts.dispatch({ type: "handles_fault", id, handled: true, note: remark.box.value.trim() }),
    });
  }

  /** @param {import("../../wire/answers.js").FaultView} report */
  function act(report) {
    const { id, what, handled_at: done } = report;
    const again = () => acts.dispatch({ type: "handles_fault", id, handled: false });
    return h("button", { type: "button", "aria-label": say(done ? "admin.faults.reopen_this" : "admin.faults.handle_this", { what: what.slice(0, 60) }),
      onclick: done ? again : () => handle(report) }, say(done ? "admin.faults.reopen" : "admin.faults.handle"));
  }

  const list = listing(given, { name: "faults", none: "admin.faults.none", words, act, key: ({ id, handled_at: done }) => `${id} ${done}` });
  const figures = weeks(given);
  return {
    element: h("section", {}, h("p", {}, say("admin.faults.explained")), h("div", { class: "card" }, list.element), figures.element),
    show(admin, ...more) {
      list.show(admin, ...more);
      figures.show(admin);
    },
  };
}
