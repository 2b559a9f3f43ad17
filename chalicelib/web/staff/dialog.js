import { h } from "../shared/dom.js";

/**
 * A question that stops everything else. `<dialog>` keeps the keyboard inside, closes on Escape and gives
 * the focus back to where it was.
 * @param {{title: string, body: (Node | string | null | false)[], yes: string, no: string, kind?: string, onYes: () => boolean | void}} question
 *   `onYes` answers false to stay open
 */
export function ask({ title, body, yes, no, kind = "primary", onYes }) {
  const id = `dialog-${crypto.randomUUID()}`;
  const form = h("form", { method: "dialog" },
    h("h2", { id }, title), ...body,
    h("div", { class: "row dialog-answers" },
      h("button", { type: "submit", class: kind }, yes),
      h("button", { type: "button", onclick: () => dialog.close() }, no)));
  const dialog = h("dialog", { class: "card", "aria-labelledby": id }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (onYes() !== false) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * A text field with its words and, after a try, what is wrong with it.
 * @param {{id: string, label: string, hint?: string, rows?: number, max?: number}} field
 */
export function field({ id, label, hint, rows = 3, max = 500 }) {
  const fault = h("p", { class: "fault", id: `${id}-fault`, hidden: true });
  const described = [hint && `${id}-hint`, `${id}-fault`].filter(Boolean).join(" ");
  const box = h("textarea", { id, rows, maxlength: max, "aria-describedby": described, autocomplete: "off" });
  const element = h("div", { class: "field" }, h("label", { for: id }, label),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint), box, fault);
  return {
    element, box,
    /** @param {string} words */
    refuse(words) {
      fault.hidden = false;
      fault.textContent = words;
      box.setAttribute("aria-invalid", "true");
      box.focus();
    },
  };
}
