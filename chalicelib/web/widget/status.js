// The one thing the widget asks before a click: is somebody there?

/**
 * @typedef {{channel: string, name: string, light: "open" | "busy" | "closed", message: string,
 *   next_opening?: string, open_until?: string, elsewhere: import("../shared/settings.js").Elsewhere}} Status
 */

/**
 * No cookie, no referrer: the service learns only that somebody looked.
 * @param {URL} root @param {string} channel @param {string} lang @returns {Promise<Status>}
 */
export async function askStatus(root, channel, lang) {
  const url = new URL(`status/${encodeURIComponent(channel)}?lang=${lang}`, root);
  const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
