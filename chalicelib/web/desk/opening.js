import { set } from "../shared/dom.js";

/**
 * A button that opens something and closes it again, as every menu does: Escape closes it, and so does leaving it,
 * unless it is there to stay (`stays`).
 * @param {HTMLElement} button @param {HTMLElement} panel @param {{stays?: () => boolean, onOpen?: () => void, home?: () => HTMLElement}} [how]
 *   `home`: where the focus goes when Escape closes it
 */
export function opening(button, panel, { stays = () => false, onOpen, home = () => button } = {}) {
  /** @param {boolean} on */
  function open(on) {
    panel.hidden = !on;
    set(button, { "aria-expanded": String(on) });
    if (on) onOpen?.();
  }

  /** @param {EventTarget | null} target */
  const outside = (target) => target instanceof Node && !panel.contains(target) && !button.contains(target);
  open(false);
  button.addEventListener("click", () => open(panel.hidden));
  for (const part of [button, panel]) part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden || button.hidden) return;
    event.stopPropagation();
    open(false);
    home().focus();
  });
  /** @param {EventTarget | null} target */
  function left(target) {
    if (!panel.hidden && outside(target) && !stays()) open(false);
  }

  panel.addEventListener("focusout", (event) => left(event.relatedTarget));
  document.addEventListener("pointerdown", (event) => left(event.target));
  return open;
}
