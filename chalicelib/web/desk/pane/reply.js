import { h, set, write } from "../../shared/dom.js";
import { pieces } from "../../shared/texts.js";
import { quickTexts } from "../quick/quick.js";

// Milliseconds without a key: as long as on the page of the visitor.
const STOPPED_AFTER = 5_000;

/**
 * The answer to the visitor. The label names who gets it: four boxes side by side look alike. `drawer` holds the quick
 * texts.
 * @param {import("./pane.js").GivenPane} given @returns {import("./pane.js").Part & {drawer: HTMLElement}}
 */
export function reply(given) {
  const { say, acts, id } = given;
  const label = h("label", { for: `reply-${id}` });
  const box = h("textarea", { id: `reply-${id}`, rows: 2, "data-first": true, dir: "auto", autocomplete: "off", "aria-describedby": "keys" });
  const toWhom = h("span", { class: "unseen" });
  const send = h("button", { type: "submit", class: "primary small" }, say("desk.send"), toWhom);
  const quick = quickTexts(given, box, (text) => insert(box, text));
  const foot = h("div", { class: "reply-foot" }, quick.button, send);
  const form = h("form", { class: "reply" }, label, box, foot);
  const after = h("p", { class: "small" });
  const over = h("div", { class: "over" }, after,
    h("button", { type: "button", class: "clear", onclick: () => acts.dispatch({ type: "clears", conversation: id }) }, say("desk.clear")));
  listens(given, box, form);

  return {
    element: h("footer", { class: "pane-foot" }, form, over),
    drawer: quick.element,
    show({ nickname, draft, stage }) {
      // The box stays where it is, with what was not sent: to be read and copied. Keys typed on do nothing.
      const live = stage === "live";
      box.readOnly = !live;
      foot.hidden = !live;
      over.hidden = live;
      write(after, say(stage === "handed_over" ? "desk.over.handed" : "desk.over"));
      if (!live && !quick.element.hidden) quick.close();
      form.hidden = !live && !draft && document.activeElement !== box;
      write(label, say(live ? "desk.reply_to" : "desk.not_sent_to", { nickname }));
      write(toWhom, say("desk.send_who", { nickname }));
      if (box.value !== draft) box.value = draft;
      set(send, { "aria-disabled": draft.trim() ? null : "true" });
    },
  };
}

/** @param {import("./pane.js").GivenPane} given @param {HTMLTextAreaElement} box @param {HTMLFormElement} form */
function listens({ acts, id, alert }, box, form) {
  let quiet = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (box.readOnly) return;
    const texts = pieces(box.value).map((text) => ({ id: crypto.randomUUID(), text }));
    acts.dispatch({ type: "says", conversation: id, texts });
    box.focus();
  });
  box.addEventListener("input", () => {
    acts.dispatch({ type: "writes", conversation: id, text: box.value });
    clearTimeout(quiet);
    quiet = window.setTimeout(() => acts.dispatch({ type: "stops_writing", conversation: id }), STOPPED_AFTER);
  });
  box.addEventListener("keydown", (event) => { if (sends(event, alert.chosen.enterSends)) submit(event, form); });
}

/** Half a character that is still being composed is no reason to send. @param {KeyboardEvent} event @param {boolean} enterSends */
function sends({ key, isComposing, keyCode, ctrlKey, metaKey, shiftKey }, enterSends) {
  if (key !== "Enter" || isComposing || keyCode === 229) return false;
  return ctrlKey || metaKey || (enterSends && !shiftKey);
}

/** @param {Event} event @param {HTMLFormElement} form */
export function submit(event, form) {
  event.preventDefault();
  form.requestSubmit();
}

/** At the cursor, so that a text can be put before or after what is there. @param {HTMLTextAreaElement} box @param {string} text */
function insert(box, text) {
  if (box.readOnly) return;
  const before = box.value.slice(0, box.selectionStart);
  const gap = before && !/\s$/.test(before) ? " " : "";
  box.setRangeText(gap + text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input"));
  box.focus();
}
