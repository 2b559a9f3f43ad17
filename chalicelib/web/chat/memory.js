// What outlives a reload: the key to the conversation, for this tab only. No text of anybody is kept here.

const KEY = "chathulp";

/** @type {Record<string, string>} browsers that keep no storage in frames still let us talk */
const inMemory = {};

/** @param {string} channel @returns {string | null} */
export function rememberedToken(channel) {
  try {
    return sessionStorage.getItem(`${KEY}.${channel}`);
  } catch {
    return inMemory[channel] ?? null;
  }
}

/** @param {string} channel @param {string | null} token */
export function rememberToken(channel, token) {
  try {
    if (token) sessionStorage.setItem(`${KEY}.${channel}`, token);
    else sessionStorage.removeItem(`${KEY}.${channel}`);
  } catch {
    inMemory[channel] = token ?? "";
  }
}
