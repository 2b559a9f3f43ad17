// The service believes for some minutes that somebody is staff, and wants to hear it again before they are over.

import { SignedOut } from "../staff/session.js";

const SOON = 30;

/**
 * Asks the issuer for a new word and brings it to the server, in half the time that the last one counts. What the
 * network spoils is tried again.
 * @param {{
 *   api: import("../staff/api.js").Api, stop: (line: "signed_out" | "forbidden") => void,
 *   later?: (act: () => void, seconds: number) => any, forget?: (timer: any) => void,
 * }} given
 */
export function sessionKeeper({ api, stop, later = (act, seconds) => setTimeout(act, seconds * 1000), forget = (timer) => clearTimeout(timer) }) {
  /** @type {any} */
  let timer = null;
  let round = 0;

  /** @param {number} seconds for how long the issuer's word counts */
  function counts(seconds) {
    end();
    timer = later(() => renew(round), Math.max(seconds / 2, SOON));
  }

  /** @param {number} mine whoever left meanwhile is not brought back by a late answer */
  async function renew(mine) {
    try {
      await api.session.renew();
      const { counts_for } = await api.post("desk/sessions");
      if (mine === round) counts(counts_for);
    } catch (error) {
      if (mine === round && !stopped(error)) timer = later(() => renew(mine), SOON);
    }
  }

  /** Trying again by itself would knock at a locked door for ever. @param {unknown} error @returns {boolean} */
  function stopped(error) {
    const line = error instanceof SignedOut ? "signed_out" : /** @type {any} */ (error).status === 403 ? "forbidden" : null;
    if (line) stop(line);
    return line !== null;
  }

  function end() {
    forget(timer);
    round += 1;
  }

  return { counts, stopped, end };
}
