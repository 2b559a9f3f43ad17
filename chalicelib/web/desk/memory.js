import { keepable } from "./state/kept.js";

const KEY = "chathulp.desk";

/** @typedef {import("./state/types.js").Desk} Desk */

/**
 * What a reload of this tab must find again: the duty, and what was not sent yet. Never what a visitor wrote.
 * @param {Desk} desk
 */
export function remember(desk) {
  const { wanted } = desk;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ wanted, kept: wanted ? keepable(desk) : {} }));
  } catch {
    // A full or forbidden storage costs a draft on reload, and nothing else.
  }
}

/** @returns {Partial<Desk>} */
export function remembered() {
  try {
    const { wanted = null, kept = {} } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return { wanted, kept };
  } catch {
    return {};
  }
}
