/** @typedef {import("./types.js").Admin} Admin */
/** @typedef {import("./types.js").Effect} Effect */

/** @param {Admin} admin @param {...Effect} effects @returns {Admin} */
export function also(admin, ...effects) {
  return { ...admin, effects: [...admin.effects, ...effects] };
}

/** @param {Admin} admin @param {import("./types.js").Call} call */
export function called(admin, call) {
  const asked = { ...admin, busy: call.then.type, errors: [], form: call.form ?? null };
  return also(asked, { do: "call", call });
}

/**
 * @param {Admin} admin @param {string} words @param {Record<string, string>} values
 * @param {import("./types.js").Event | null} undo what brings back how it was
 * @returns {Admin}
 */
export function done(admin, words, values = {}, undo = null) {
  return { ...admin, notice: { words, values, kind: "done", undo } };
}
