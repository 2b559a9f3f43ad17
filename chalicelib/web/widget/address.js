// Where the service is. Some hosts serve a copy of the script, so its own address comes last.

const script = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src;

/**
 * The chat of a channel as a page of its own, at the service that the attribute, the link inside or the script names.
 * @param {Element} element @param {string} channel @param {string} lang @returns {string | undefined} undefined: nobody knows
 */
export function chatPage(element, channel, lang) {
  const told = [`${element.getAttribute("service")}c/`, element.querySelector("a")?.href, script];
  const [root] = told.flatMap((address) => /^(https?:.*\/)(?:c\/|w\/v1\/embed)/.exec(address ?? "")?.[1] ?? []);
  return root && channel && `${root}c/${encodeURIComponent(channel)}?lang=${lang}`;
}
