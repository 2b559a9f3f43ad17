/** @typedef {import("./types.js").Desk} Desk */

/**
 * In the order in which they came, but what is over stands behind those who wait for an answer. Where somebody is typing
 * or reading (`held`) stays until they go elsewhere: a pane that is moved loses the focus.
 * @param {Pick<Desk, "order" | "conversations">} desk @param {string | null} [held]
 */
export function liveFirst({ order, conversations }, held = null) {
  /** @param {string} id */
  const first = (id) => conversations[id].stage === "live" || id === held;
  return [...order.filter(first), ...order.filter((id) => !first(id))];
}
