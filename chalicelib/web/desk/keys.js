/**
 * F6 and Shift+F6 go round the parts of the desk, as they do between the parts of a browser or an office
 * program. In a conversation the place to be is its reply.
 * @param {HTMLElement} desk
 */
export function betweenPanes(desk) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const stops = [...desk.querySelectorAll("[data-stop]")].filter(isShown);
    const here = stops.findIndex((stop) => stop.contains(document.activeElement));
    const next = stops.at((here + (event.shiftKey ? -1 : 1) + (here < 0 && event.shiftKey ? 1 : 0)) % stops.length);
    if (next) enter(next);
  });
}

/**
 * A person whose place has gone (a form that was answered, a conversation put away) goes on at the name of the
 * same conversation, or at the start of what is there now: never nowhere, and never in the box of somebody else
 * or on a button, where the keys they are typing would do something.
 * @param {HTMLElement} desk @param {() => void} start @param {() => void} change
 */
export function keepingPlace(desk, start, change) {
  const was = document.activeElement;
  const home = was?.closest(".pane");
  change();
  if (!was || !desk.contains(was) && was.isConnected) return;
  if (document.activeElement === was && isShown(was)) return;
  const name = /** @type {HTMLElement | null | undefined} */ (home?.querySelector("h2"));
  if (name && isShown(name)) name.focus();
  else start();
}

/** @param {Element} element */
function isShown(element) {
  return element.getClientRects().length > 0;
}

/** @param {Element} stop */
export function enter(stop) {
  const inside = /** @type {HTMLElement[]} */ ([...stop.querySelectorAll("[data-first], button, a, input, select, textarea, summary")]);
  const usable = inside.filter((element) => isShown(element) && !element.matches(":disabled"));
  (usable.find((element) => element.matches("[data-first]")) ?? usable[0])?.focus();
}
