import { h } from "../../shared/dom.js";
import { listing } from "../frame/listing.js";
import { dayWords, wallWords } from "../wall.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../view.js").Admin} Admin */

const KINDS = [
  "hours_changed", "closure_added", "closure_removed", "opening_added", "opening_removed", "channel_closed",
  "channel_reopened", "block_placed", "block_lifted", "range_added", "range_removed", "centres_changed", "fault_handled", "fault_reopened", "audit_read", "audit_checked",
  "disclosure_asked", "disclosure_granted", "disclosure_refused", "origin_seen", "conversation_reread", "figures_exported",
  "conversation_erased", "retention_proved", "signed_in",
];

/** What staff did, who and when; and whether nobody changed that. @param {Given} given @returns {import("../view.js").Piece} */
export function audit(given) {
  const { say } = given;
  const search = searchOf(given);
  const check = checkOf(given);
  const list = listing(given, { name: "audit", none: "admin.audit.none", words: (item) => words(given, item) });
  return {
    element: h("section", {}, h("p", {}, say("admin.audit.what")), check.element, search.element, h("div", { class: "card" }, list.element)),
    show(admin) {
      search.show(admin);
      check.show(admin);
      list.show(admin);
    },
  };
}

/** @param {Given} given */
function searchOf({ say, acts }) {
  const option = (/** @type {string} */ value) => h("option", { value }, say(value ? `admin.audit.act.${value}` : "admin.audit.every_act"));
  const inputs = {
    act: h("select", { id: "audit-act" }, ...["", ...KINDS].map(option)),
    first: h("input", { type: "date", id: "audit-first" }), last: h("input", { type: "date", id: "audit-last" }),
  };
  const rows = Object.entries(inputs).map(([name, input]) => {
    input.addEventListener("change", () => acts.dispatch({ type: "seeks", change: { [name]: input.value } }));
    return h("div", { class: "channel-choice" }, h("label", { for: input.id }, say(`admin.audit.${name}`)), input);
  });
  return {
    element: h("div", {}, ...rows),
    /** @param {Admin} admin */
    show({ sought }) {
      inputs.act.value = sought.act;
      for (const name of /** @type {const} */ (["first", "last"])) {
        if (document.activeElement !== inputs[name]) inputs[name].value = sought[name];
      }
    },
  };
}

/** @param {Given} given */
function checkOf({ say, acts }) {
  const button = h("button", { type: "button", onclick: () => acts.dispatch({ type: "checks_trail" }) }, say("admin.audit.check"));
  const told = h("p", { role: "status" });
  return {
    element: h("div", { class: "channel-choice" }, button, told),
    /** @param {Admin} admin */
    show({ check }) {
      const text = check ? sayCheck(say, check) : "";
      if (told.textContent !== text) told.textContent = text;
    },
  };
}

/** @param {import("../../shared/words.js").Say} say @param {import("../state/types.js").Check} check */
function sayCheck(say, { checked, broken, flaw, next }) {
  if (next) return say("admin.audit.checking", { n: String(checked) });
  return broken ? say(`admin.audit.flaw.${flaw}`, { n: String(broken) }) : say("admin.audit.whole", { n: String(checked) });
}

/** @param {Given} given @param {import("../../wire/answers.js").DeedView} item @returns {[string, string]} */
function words({ say, settings }, { n, at, name, role, act, on, details }) {
  /** @type {Record<string, (value: string) => string>} */
  const shown = {
    channel: (value) => settings.channels[value]?.title ?? value,
    first: (value) => dayWords(value, settings.lang), last: (value) => dayWords(value, settings.lang),
    opens: (value) => wallWords(value, settings.lang), closes: (value) => wallWords(value, settings.lang),
  };
  const more = Object.entries(details).map(([detail, value]) => say(`admin.audit.detail.${detail}`, { value: shown[detail]?.(value) ?? value }));
  const what = on ? [say("admin.audit.on", { on: settings.channels[on]?.title ?? on })] : [];
  const who = say("admin.audit.by", { n: String(n), at: wallWords(at, settings.lang), name, role: say(`admin.audit.role.${role}`) });
  return [say(`admin.audit.act.${act}`), [who, ...what, ...more].join(" ")];
}
