// What the session of the host page keeps after a click, for the way back: that there is a talk. No key, name or word.

/** @type {Record<string, string>} browsers that keep nothing still know it as long as the page stands */
const kept = {};

/** @template Found @param {(notes: Record<string, string>) => Found} run */
function stored(run) {
  try {
    return run(sessionStorage);
  } catch {
    return run(kept);
  }
}

const keyOf = (/** @type {string} */ channel) => `chathulp-way.${channel}`;

/**
 * `talk`: a conversation is under way; `page`: the chat was opened as a page of its own, of which we hear nothing.
 * @param {string} channel @returns {string | undefined}
 */
export function noted(channel) {
  return stored((notes) => notes[keyOf(channel)]);
}

/** @param {string} channel @param {"talk" | "page"} [what] nothing: forget it */
export function note(channel, what) {
  stored((notes) => what ? (notes[keyOf(channel)] = what) : delete notes[keyOf(channel)]);
}
