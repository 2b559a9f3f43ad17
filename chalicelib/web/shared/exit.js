// Leave at once, because somebody walks in: the page goes blank first, whatever the network does.

const SHIFTS = 3;
const WITHIN = 5_000;

/**
 * Blank, tell, and replace the page in the history. Nothing waits for an answer; telling comes before leaving
 * because Firefox throws away what is sent afterwards.
 * @param {string} url @param {() => void} [tell] @param {Pick<Location, "replace">} [place]
 */
export function leaveAtOnce(url, tell, place = location) {
  document.title = "\u200b";
  document.documentElement.style.setProperty("display", "none", "important");
  try {
    tell?.();
  } finally {
    place.replace(url);
  }
}

/**
 * Run after Shift is pressed three times with nothing in between, so that neither writing capitals nor clicking with
 * Shift does it.
 * @param {EventTarget} target @param {() => void} run
 */
export function onThreeShifts(target, run) {
  /** @type {number[]} */
  let presses = [];
  for (const kind of ["keydown", "pointerdown", "beforeinput"]) target.addEventListener(kind, (event) => {
    const { key, repeat, timeStamp } = /** @type {KeyboardEvent} */ (event);
    if (repeat) return;
    presses = key === "Shift" ? [...presses, timeStamp].filter((at) => timeStamp - at < WITHIN) : [];
    if (presses.length < SHIFTS) return;
    presses = [];
    run();
  }, { capture: true });
}
