// What may go over the line as one message, and how a longer text is cut so that nothing is lost.

const MAX_LETTERS = 2_000;
// A frame may hold 8 KB; what stands around the text (type, number, ids) stays far below the rest.
const MAX_BYTES = 7_800;
// The server refuses these: control characters, and overrides that make a text read as something else.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202d\u202e\ufffe\uffff]/g;
// Half of a pair, which no server can read.
const LONELY = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// A joiner, a variation or a combining mark belongs to the letter before it.
const CLINGS = /^[\u200d\ufe0e\ufe0f\p{M}\p{Emoji_Modifier}]/u;

/** @param {string} text */
export function cleaned(text) {
  return text.replace(FORBIDDEN, "").replace(LONELY, "").trim();
}

/**
 * The messages that a text becomes: one, or more when it is longer than a message may be.
 * @param {string} text @returns {string[]}
 */
export function pieces(text) {
  const parts = [];
  let rest = [...cleaned(text)];
  while (rest.length > 0) {
    const size = cut(rest);
    const part = rest.slice(0, size).join("").trim();
    if (part) parts.push(part);
    rest = rest.slice(size);
  }
  return parts;
}

/** How many letters the next piece gets. @param {string[]} letters */
function cut(letters) {
  const most = fitting(letters);
  if (most === letters.length) return most;
  for (let index = most; index > most * 0.7; index -= 1) {
    if (/\s/u.test(letters[index - 1])) return index;
  }
  for (let index = most; index > most - 20; index -= 1) {
    if (!CLINGS.test(letters[index]) && letters[index - 1] !== "\u200d") return index;
  }
  return most;
}

/** How many letters fit by number and by bytes. @param {string[]} letters */
function fitting(letters) {
  const encoder = new TextEncoder();
  let bytes = 0;
  for (let index = 0; index < letters.length; index += 1) {
    bytes += encoder.encode(JSON.stringify(letters[index])).length - 2;
    if (index >= MAX_LETTERS || bytes > MAX_BYTES) return index;
  }
  return letters.length;
}
