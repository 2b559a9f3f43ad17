/** @typedef {import("./types.js").Desk} Desk */

/**
 * In the order in which they came, but what is over stands behind those who wait for an answer. Where somebody is typing,
 * reading or pressing a button (`held`, shown at `place`) stays until they go elsewhere: a pane that is moved loses the
 * focus, and the click.
 * @param {Pick<Desk, "order" | "conversations">} desk @param {string | null} [held] @param {number} [place]
 */
export function liveFirst({ order, conversations }, held = null, place = order.indexOf(held ?? "")) {
  /** @param {string} id */
  const live = (id) => conversations[id].stage === "live";
  const [first, over] = [order.filter(live), order.filter((id) => !live(id))];
  if (!held || !over.includes(held)) return [...first, ...over];
  const others = [...first, ...over.filter((id) => id !== held)];
  return [...others.slice(0, place), held, ...others.slice(place)];
}

/** The same in the order in which they are shown, what is new behind them. @param {readonly string[]} shown @param {readonly string[]} order */
export function asTheyStand(shown, order) {
  return [...new Set([...shown.filter((id) => order.includes(id)), ...order])];
}

/** How many are talking here. @param {Pick<Desk, "conversations">} desk */
export function liveOf({ conversations }) {
  return Object.values(conversations).filter(({ stage }) => stage === "live").length;
}
