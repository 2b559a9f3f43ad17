import { h, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { clockTime } from "../../shared/clock.js";
import { opening } from "../opening.js";
import { submit } from "./reply.js";

/**
 * Private notes of counsellors. They live in a drawer over the log, with their own paper, their own button
 * and no Enter to send: writing a note to the visitor by mistake must not be possible by habit.
 * @param {import("./pane.js").GivenPane} given @returns {import("./pane.js").Part & {button: HTMLElement}}
 */
export function notes(given) {
  const { say, acts, id } = given;
  const button = h("button", { type: "button", class: "notes-open small", "aria-controls": `notes-${id}` });
  const list = h("ol", { class: "note-list" });
  const box = h("textarea", { id: `note-${id}`, rows: 2, maxlength: 2000, autocomplete: "off" });
  const form = h("form", {}, h("label", { for: `note-${id}` }, say("desk.note.label")), box,
    h("button", { type: "submit" }, say("desk.note.save")));
  const element = h("div", { class: "drawer notes", id: `notes-${id}` }, form, list);
  opening(button, element, { stays: () => true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    acts.dispatch({ type: "notes", conversation: id, id: crypto.randomUUID() });
  });
  box.addEventListener("input", () => acts.dispatch({ type: "writes_note", conversation: id, text: box.value }));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event, form);
  });

  return {
    button, element,
    show(conversation) {
      write(button, say("desk.note.title", { count: String(conversation.notes.length) }));
      keep(list, conversation.notes, (note) => note.id, (note) => noteItem(given, note), (item, note) => fate(given, item, note));
      const over = conversation.stage !== "live";
      box.readOnly = over;
      form.hidden = over && !conversation.noteDraft && document.activeElement !== box;
      if (box.value !== conversation.noteDraft) box.value = conversation.noteDraft;
    },
  };
}

/** @param {import("./pane.js").GivenPane} given @param {import("../state/types.js").Note} note */
function noteItem({ say, acts, id }, note) {
  const takeBack = () => acts.dispatch({ type: "takes_back", conversation: id, id: note.id });
  return h("li", {}, h("p", { class: "written", dir: "auto" }, note.text), h("p", { class: "fate small" }),
    h("button", { type: "button", class: "small take-back", hidden: true, onclick: takeBack }, say("desk.take_back")));
}

/** @param {import("./pane.js").GivenPane} given @param {HTMLElement} item @param {import("../state/types.js").Note} note */
function fate({ say, settings }, item, note) {
  const words = note.at ? `${note.counsellor} · ${clockTime(note.at, settings.lang)}` : say(`desk.note.${note.fate}`);
  write(/** @type {HTMLElement} */ (item.querySelector(".fate")), words);
  /** @type {HTMLElement} */ (item.querySelector(".take-back")).hidden = note.fate !== "failed";
}
