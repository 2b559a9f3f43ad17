// The page that shows us in a frame: it may tell us to leave, and hears only that we want to.

/** @param {readonly string[]} allowed origins that may show us @returns {string | null} */
export function hostOrigin(allowed) {
  if (window.parent === window) return null;
  const claimed = new URLSearchParams(location.search).get("host") ?? "";
  return claimed === location.origin || allowed.includes(claimed) ? claimed : null;
}

/** Did the session of the host page know of a talk when it opened us? */
export const talkedBefore = new URLSearchParams(location.search).has("talked");

/** @param {string | null} origin @param {"exit" | "ready"} word @param {MessagePort[]} [line] */
function tellHost(origin, word, line) {
  if (origin) window.parent.postMessage({ chathulp: word }, origin, line);
}

/**
 * We run. What follows, whether a talk is under way, goes over a line of its own, past scripts that listen to the page.
 * @param {string | null} origin
 * @returns {(word: "talk" | "over" | "new") => void} each word is told once; `new`, a message came, each time
 */
export function tellReady(origin) {
  const { port1, port2 } = new MessageChannel();
  tellHost(origin, "ready", [port2]);
  let told = "";
  return (word) => {
    if (word === "new") return port1.postMessage(word);
    if (word !== told) port1.postMessage(word);
    told = word;
  };
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
