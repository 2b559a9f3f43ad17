// A name for a message that no other message has: it tells a repeat from something new.

/** @returns {string} 22 letters of base64url */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
