/** @typedef {import("./types.js").Desk} Desk */

/**
 * In the order in which they came, but what is over stands behind those who wait for an answer.
 * @param {Pick<Desk, "order" | "conversations">} desk
 */
export function liveFirst({ order, conversations }) {
  const live = order.filter((id) => conversations[id].stage === "live");
  return [...live, ...order.filter((id) => conversations[id].stage !== "live")];
}
