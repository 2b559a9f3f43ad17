// What the server tells the page about itself: it stands in the HTML, so that nothing has to be asked first.

/**
 * @typedef {{name: string, phone?: string, url?: string, email?: string}} Help
 * @typedef {{emergency?: Help[], alternatives?: Help[], complaint?: string | null}} Elsewhere
 * @typedef {{
 *   page: string, lang: "nl" | "en" | "fr", words: Record<string, string>, root: string, socket: string,
 *   channel?: string, channels: Record<string, {title: string, elsewhere: Elsewhere}>,
 *   exit: string, hosts: string[], manager: {name: string, email: string},
 *   oidc?: {issuer: string, client: string},
 * }} Settings
 */

/** @returns {Settings} */
export function readSettings() {
  return JSON.parse(document.getElementById("settings")?.textContent ?? "{}");
}
