// Tell us that something does not work. It goes over plain HTTP, because the line may be what does not work.

import { h, write } from "../../shared/dom.js";
import { cleaned } from "../../shared/texts.js";
import { sheet } from "../surround/sheet.js";

/** @param {import("../context.js").Context} context */
export function faultSheet({ say, settings }) {
  const when = h("input", { id: "fault-when", autocomplete: "off", maxlength: 200 });
  const what = h("textarea", { id: "fault-what", rows: 3, maxlength: 2000, autocomplete: "off" });
  const state = h("p", { role: "status" });
  const send = h("button", { class: "primary", type: "submit" }, say("chat.fault_send"));
  const form = h("form", { onsubmit },
    h("label", { for: "fault-when" }, say("chat.fault_when")), when,
    h("label", { for: "fault-what" }, say("chat.fault_what")),
    h("p", { class: "hint", id: "fault-hint" }, say("chat.fault_hint")), what,
    h("div", { class: "row" }, send,
      h("button", { type: "button", onclick: () => asked.close() }, say("chat.close"))));
  what.setAttribute("aria-describedby", "fault-hint");
  const asked = sheet("fault-title", say("chat.fault"), form, state);

  /** @param {Event} event */
  async function onsubmit(event) {
    event.preventDefault();
    const report = { when: cleaned(when.value), what: cleaned(what.value), page: location.pathname.slice(0, 200) };
    if (!report.what || !report.when) return told(say("chat.fault_empty"));
    send.disabled = true;
    const stored = await posted(settings.root, report);
    send.disabled = false;
    if (stored) form.reset();
    told(stored ? say("chat.fault_thanks") : say("chat.fault_failed", { email: settings.manager.email }));
  }

  /** What stands under the form may lie below the edge of the sheet. @param {string} words */
  function told(words) {
    write(state, words);
    state.scrollIntoView({ block: "nearest" });
  }

  function open() {
    write(state, "");
    if (!when.value) when.value = new Date().toLocaleString(settings.lang, { dateStyle: "short", timeStyle: "short" });
    asked.open(what);
  }

  return { element: asked.element, open };
}

/** @param {string} root @param {{when: string, what: string, page: string}} report */
async function posted(root, report) {
  try {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${root}faults`, { method: "POST", headers, body: JSON.stringify(report), credentials: "omit" });
    return answer.ok;
  } catch {
    return false;
  }
}
