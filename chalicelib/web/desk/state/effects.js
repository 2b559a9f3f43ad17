// What a step of the reducer asks of the world. The reducer only writes it down; the page carries it out.

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Conversation} Conversation */
/** @typedef {import("./types.js").Effect} Effect */

/** @param {Desk} desk @param {...Effect} effects @returns {Desk} */
export function also(desk, ...effects) {
  return { ...desk, effects: [...desk.effects, ...effects] };
}

/** @param {Desk} desk @param {import("./types.js").Sent} frame */
export function sent(desk, frame) {
  return also(desk, { do: "send", frame });
}

/** A no of a colleague has been read by whoever goes on with the talk. @param {Desk} desk @param {string} id */
export function answered(desk, id) {
  return changed(desk, id, ({ handover }) => ({ handover: handover?.state === "asked" ? handover : null }));
}

/** Said once in the live region. @param {Desk} desk @param {string} words @param {Record<string, string>} values */
export function announced(desk, words, values = {}) {
  return also(desk, { do: "announce", words, values });
}

/** @param {Desk} desk */
export function chimed(desk) {
  return also(desk, { do: "chime" });
}

/**
 * @param {Desk} desk @param {string | undefined} id
 * @param {Partial<Conversation> | ((conversation: Conversation) => Partial<Conversation>)} change
 * @returns {Desk}
 */
export function changed(desk, id, change) {
  const conversation = desk.conversations[id ?? ""];
  if (!conversation) return desk;
  const patch = typeof change === "function" ? change(conversation) : change;
  return { ...desk, conversations: { ...desk.conversations, [conversation.id]: { ...conversation, ...patch } } };
}
