import { endedIds } from "./state/finished.js";
import { keepable } from "./state/kept.js";

const REMEMBERED_KEY = "chathulp.desk";

/** @typedef {import("./state/types.js").Desk} Desk */

/**
 * What a reload of this tab must find again: the duty, what was not sent yet, and the ids of what ended. Never what a
 * visitor wrote or is called.
 * @param {Desk} desk
 */
export function remember(desk) {
  const { wanted } = desk;
  try {
    sessionStorage.setItem(REMEMBERED_KEY, JSON.stringify({ wanted, kept: wanted ? keepable(desk) : {}, ended: endedIds(desk) }));
  } catch {
    // A full or forbidden storage costs a draft on reload, and nothing else.
  }
}

/** @returns {Partial<Desk>} */
export function remembered() {
  try {
    const { wanted = null, kept = {}, ended = [] } = JSON.parse(sessionStorage.getItem(REMEMBERED_KEY) ?? "{}");
    return { wanted, kept, endedBefore: ended };
  } catch {
    return {};
  }
}
