// The secrets of one sign-in, as RFC 7636 (PKCE) and OpenID Connect ask of a client without a password of its own.

/** @param {Uint8Array} bytes */
export function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A secret that nobody guesses: 256 random bits. */
export function secret() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** What the provider may know of the verifier beforehand. @param {string} verifier */
export async function challengeOf(verifier) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

/**
 * What a token says. The signature is for the server to judge: this page got the token straight from the
 * provider over TLS, and decides nothing of weight by it.
 * @param {string} token
 * @returns {Record<string, any>}
 */
export function claimsOf(token) {
  const payload = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
