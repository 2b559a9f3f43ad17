// Tell us that something does not work. It goes over plain HTTP, because the line may be what does not work.

import { sheet } from "../chat/surround/sheet.js";
import { h, write } from "../shared/dom.js";
import { readSettings } from "../shared/settings.js";
import { cleaned } from "../shared/texts.js";
import { speaker } from "../shared/words.js";

const settings = readSettings();
const say = speaker(given.words[settings.lang]);
/** @type {ReturnType<typeof faultSheet> | null} */
let made = null;

function faultSheet() {
  const when = h("input", { id: "fault-when", autocomplete: "off", maxlength: 200 });
  const what = h("textarea", { id: "fault-what", rows: 3, maxlength: 2000, autocomplete: "off" });
  const state = h("p", { role: "status" });
  const send = h("button", { class: "primary", type: "submit" }, say("fault.send"));
  const form = h("form", { onsubmit },
    h("label", { for: "fault-when" }, say("fault.when")), when,
    h("label", { for: "fault-what" }, say("fault.what")),
    h("p", { class: "hint", id: "fault-hint" }, say("fault.hint")), what,
    h("div", { class: "row" }, send,
      h("button", { type: "button", onclick: () => asked.close() }, say("fault.close"))));
  what.setAttribute("aria-describedby", "fault-hint");
  const asked = sheet("fault-title", say("fault.title"), form, state);

  /** @param {Event} event */
  async function onsubmit(event) {
    event.preventDefault();
    const report = { when: cleaned(when.value), what: cleaned(what.value), page: location.pathname.slice(0, 200) };
    if (!report.what || !report.when) return told(say("fault.empty"));
    send.disabled = true;
    const stored = await posted(settings.root, report);
    send.disabled = false;
    if (stored) form.reset();
    told(stored ? say("fault.thanks") : say("fault.failed", { email: settings.manager.email }));
  }

  /** What stands under the form may lie below the edge of the sheet. @param {string} words */
  function told(words) {
    write(state, words);
    state.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} focus */
  function open(focus) {
    write(state, "");
    if (!when.value) when.value = new Date().toLocaleString(settings.lang, { dateStyle: "short", timeStyle: "short" });
    asked.open(focus ? what : null);
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

document.addEventListener("chathulp:fault", (event) => {
  if (!(event.target instanceof Element)) return;
  made ??= faultSheet();
  event.target.replaceChildren(made.element);
  made.open(/** @type {CustomEvent} */ (event).detail.focus);
});
