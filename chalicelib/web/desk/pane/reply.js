import { h, set, write } from "../../shared/dom.js";
import { pieces } from "../../shared/texts.js";
import { quickTexts } from "../quick/quick.js";

// Milliseconds without a key: as long as on the page of the visitor.
const STOPPED_AFTER = 5_000;

/** The answer to the visitor. Its label and its button name who gets it: four boxes side by side look alike. @param {import("./pane.js").GivenPane} given @returns {import("./pane.js").Part} */
export function reply(given) {
  const { say, acts, id, alert } = given;
  const label = h("label", { for: `reply-${id}` });
  const box = h("textarea", { id: `reply-${id}`, rows: 2, "data-first": true, dir: "auto", autocomplete: "off", "aria-describedby": `keys-${id}` });
  const send = h("button", { type: "submit", class: "primary" });
  const quick = quickTexts(given, (text) => insert(box, text));
  const keys = h("p", { class: "hint", id: `keys-${id}` });
  const form = h("form", { class: "reply" }, label, box, h("div", { class: "reply-foot" }, quick, send), keys);
  const over = h("div", { class: "over" },
    h("p", {}, say("desk.over")),
    h("button", { type: "button", class: "clear", onclick: () => acts.dispatch({ type: "clears", conversation: id }) }, say("desk.clear")));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (box.readOnly) return;
    const texts = pieces(box.value).map((text) => ({ id: crypto.randomUUID(), text }));
    acts.dispatch({ type: "says", conversation: id, texts });
    box.focus();
  });
  let quiet = 0;
  box.addEventListener("input", () => {
    acts.dispatch({ type: "writes", conversation: id, text: box.value });
    clearTimeout(quiet);
    quiet = window.setTimeout(() => acts.dispatch({ type: "stops_writing", conversation: id }), STOPPED_AFTER);
  });
  box.addEventListener("keydown", (event) => { if (sends(event, alert.chosen.enterSends)) submit(event, form); });

  return {
    element: h("footer", { class: "pane-foot" }, form, over),
    show({ nickname, draft, stage }) {
      // The box stays where it is, with what was not sent: to be read and copied. Keys typed on do nothing.
      box.readOnly = stage !== "live";
      send.hidden = stage !== "live";
      quick.hidden = stage !== "live";
      keys.hidden = stage !== "live";
      over.hidden = stage === "live";
      form.hidden = stage !== "live" && !draft && document.activeElement !== box;
      write(label, say(stage === "live" ? "desk.reply_to" : "desk.not_sent_to", { nickname }));
      write(send, say("desk.send_to", { nickname }));
      write(keys, say(alert.chosen.enterSends ? "desk.keys.enter" : "desk.keys.ctrl_enter"));
      if (box.value !== draft) box.value = draft;
      set(send, { "aria-disabled": draft.trim() ? null : "true" });
    },
  };
}

/** Half a character that is still being composed is no reason to send. @param {KeyboardEvent} event @param {boolean} enterSends */
function sends({ key, isComposing, ctrlKey, metaKey, shiftKey }, enterSends) {
  if (key !== "Enter" || isComposing) return false;
  return ctrlKey || metaKey || (enterSends && !shiftKey);
}

/** @param {Event} event @param {HTMLFormElement} form */
export function submit(event, form) {
  event.preventDefault();
  form.requestSubmit();
}

/** At the cursor, so that a text can be put before or after what is there. @param {HTMLTextAreaElement} box @param {string} text */
function insert(box, text) {
  const before = box.value.slice(0, box.selectionStart);
  const gap = before && !/\s$/.test(before) ? " " : "";
  box.setRangeText(gap + text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input"));
  box.focus();
}
