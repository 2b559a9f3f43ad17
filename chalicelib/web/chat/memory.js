// What outlives a reload: the key to the conversation, for this tab only. No text of anybody is kept here.

import { talkedBefore } from "./host.js";

const KEY = "chathulp";
const HOURS = 2 * 3_600;

/** @type {Record<string, string | null>} browsers that keep nothing in frames still let us talk */
const inMemory = {};

/** @param {string} channel @returns {string | null} */
export function rememberedToken(channel) {
  try {
    return sessionStorage.getItem(`${KEY}.${channel}`);
  } catch {
    return inMemory[channel] ?? (talkedBefore ? fromCookie(channel) : null);
  }
}

/** @param {string} channel @param {string | null} token */
export function rememberToken(channel, token) {
  try {
    if (token) sessionStorage.setItem(`${KEY}.${channel}`, token);
    else sessionStorage.removeItem(`${KEY}.${channel}`);
  } catch {
    inMemory[channel] = token;
    toCookie(channel, token);
  }
}

/**
 * Browsers that allow frames no storage allow them a cookie that only this site on that host page can see. It goes to
 * the address of this page alone, which does not look at it.
 * @param {string} channel @param {string | null} token
 */
function toCookie(channel, token) {
  const kept = `Path=${location.pathname}; Max-Age=${token ? HOURS : 0}; Secure; SameSite=None; Partitioned`;
  try {
    document.cookie = `${KEY}.${channel}=${token ?? ""}; ${kept}`;
  } catch {
    // Not even that: then the nickname is the way back.
  }
}

/** @param {string} channel */
function fromCookie(channel) {
  try {
    const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${KEY}.${channel}=`));
    return found?.split("=")[1] || null;
  } catch {
    return null;
  }
}
