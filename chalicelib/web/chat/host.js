// The page that shows us in a frame: it may tell us to leave, and hears only that we want to.

/** @param {readonly string[]} allowed origins that may show us @returns {string | null} */
export function hostOrigin(allowed) {
  if (window.parent === window) return null;
  const claimed = new URLSearchParams(location.search).get("host") ?? "";
  return claimed === location.origin || allowed.includes(claimed) ? claimed : null;
}

/** @param {string | null} origin @param {"exit" | "hide" | "ready"} word */
export function tellHost(origin, word) {
  if (origin) window.parent.postMessage({ chathulp: word }, origin);
}

/**
 * The whole page leaves, not only our frame. A host that does not answer is taken along by force.
 * @param {string} origin @param {string} url
 */
export function leaveWithHost(origin, url) {
  tellHost(origin, "exit");
  setTimeout(() => window.top?.location.replace(url), 400);
}

/** @param {string | null} origin @param {() => void} leave */
export function onHostLeaves(origin, leave) {
  window.addEventListener("message", (event) => {
    const ours = origin !== null && event.source === window.parent && event.origin === origin;
    if (ours && event.data?.chathulp === "leave") leave();
  });
}
