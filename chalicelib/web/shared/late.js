// What few people open is fetched when somebody does: its script brings its own words, and fills the place it is told of.

// Firefox keeps that a script did not come, by its address: so the next try has another one, to the browser alone.
/** @type {Record<string, string>} */
const lateTries = {};

/**
 * @param {string} name of a script in the room `late` @param {Element} place
 * @param {Record<string, unknown>} [told] what the script is given besides; it may be of the next release
 * @returns {Promise<boolean>} whether it came; a try that failed can be made again
 */
export async function late(name, place, told) {
  const stood = document.activeElement;
  try {
    // Beside the script of this page, as it is served.
    await import(`../late/${name}.js${lateTries[name] ?? ""}`);
  } catch {
    lateTries[name] = `${lateTries[name] ?? "#"}1`;
    return false;
  }
  // Who has gone on to something else keeps the focus there.
  const focus = document.activeElement === stood;
  return place.dispatchEvent(new CustomEvent(`chathulp:${name}`, { bubbles: true, detail: { ...told, focus } }));
}
