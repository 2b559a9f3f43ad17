import { h } from "../../shared/dom.js";
import { asTime } from "../state/week.js";

/** @typedef {import("../view.js").Admin} Admin */

/**
 * A field with its words, its hint and the server's word about it, all tied together for screen readers.
 * @param {{form: string, name: string, label: string, hint?: string, input: HTMLElement}} field
 */
export function formField({ form, name, label, hint, input }) {
  const id = `${form}-${name}`;
  const fault = h("p", { class: "fault", id: `${id}-fault`, hidden: true });
  input.id = id;
  input.setAttribute("name", name);
  input.setAttribute("aria-describedby", [hint && `${id}-hint`, `${id}-fault`].filter(Boolean).join(" "));
  const element = h("div", { class: "field" }, h("label", { for: id }, label),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint), input, fault);
  let told = "";
  return {
    element, input, name,
    /** @param {Admin} admin */
    show({ form: asked, errors }) {
      const message = (asked === form && errors.find((each) => each.field === name)?.message) || "";
      // Only the server's own word is taken back here: an answer to something else says nothing about this field.
      if (message !== told) refuse(input, fault, message);
      told = message;
    },
    /** @param {string} words */
    refuse: (words) => refuse(input, fault, words),
  };
}

/** @param {HTMLElement} input @param {HTMLElement} fault @param {string} words */
function refuse(input, fault, words) {
  fault.hidden = !words;
  if (fault.textContent !== words) fault.textContent = words;
  if (words) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/**
 * A time of the day, always with 24 hours: the browser's own field may show AM and PM, after the language of the
 * computer.
 * @param {import("../../shared/dom.js").Props} props
 */
export function timeInput(props) {
  const input = h("input", { type: "text", class: "time", inputmode: "numeric", maxlength: 6, autocomplete: "off", ...props });
  // In the capture phase, so that whoever listens to the field reads the tidy time.
  input.addEventListener("change", () => { input.value = asTime(input.value); }, { capture: true });
  return input;
}

/** What a form holds, trimmed. @param {HTMLFormElement} form @returns {Record<string, string>} */
export function valuesOf(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
}

/** @param {HTMLFormElement} form @param {(values: Record<string, string>) => void} run */
export function onSubmit(form, run) {
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Enter sends a form while its field is still being typed in.
    for (const time of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(".time"))) time.value = asTime(time.value);
    run(valuesOf(form));
  });
}
