// On a telephone the chat covers the page: Back then closes the chat first, before it leaves the page.

const SMALL = "(width < 34rem), (height < 34rem)";

/** Does an entry of the history that we made stand on top? */
let covered = false;

/** @param {() => void} closes */
export function onBack(closes) {
  window.addEventListener("popstate", (event) => {
    if (!covered) return;
    covered = false;
    // Of the host's own pages nothing has changed: its scripts have nothing to do.
    event.stopImmediatePropagation();
    closes();
  }, true);
}

export function cover() {
  if (covered || !matchMedia(SMALL).matches) return;
  // After a reload our entry still stands there.
  if (!history.state?.chathulp) history.pushState({ ...history.state, chathulp: true }, "");
  covered = true;
}

/** Take our entry away again; says whether there was one. */
export function uncover() {
  if (covered) history.back();
  return covered;
}
