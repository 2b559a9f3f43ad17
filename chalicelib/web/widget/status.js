// The one thing the widget asks before a click: is somebody there?

/**
 * @typedef {{channel: string, name: string, light: "open" | "busy" | "closed", message: string,
 *   next_opening?: string, open_until?: string, elsewhere: import("../shared/settings.js").Elsewhere}} Status
 */

const ANSWER_WITHIN = 8_000;

/**
 * No referrer, and no cookie, as there is none: the service learns only that somebody looked.
 * @param {string} page of the chat @returns {Promise<Status | null>} null: no answer in time
 */
export async function askStatus(page) {
  const url = page.replace(/c(?=\/[^/]+$)/, "status");
  try {
    // The oldest browsers have no such signal, and a limit of their own.
    const signal = AbortSignal.timeout?.(ANSWER_WITHIN);
    const answer = await fetch(url, { referrerPolicy: "no-referrer", signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
