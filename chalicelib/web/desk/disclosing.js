// Disclosures go over HTTP with the counsellor's own sign-in, not over the line: the vault believes nobody else.

import { Problem } from "../staff/api.js";

/** @typedef {import("./state/types.js").Desk} Desk */

const ASKED_EACH = 1000;
const LATER = 5000;
/** Rounds that are asked soon after each other: ten minutes of somebody who waits with their heart in their mouth. */
const SOON_ROUNDS = 600;

/**
 * Asks, looks, and while a request waits asks each second what became of it.
 * @param {{
 *   api: Pick<import("../staff/api.js").Api, "get" | "post">, dispatch: (event: import("./state/types.js").Event) => void, desk: () => Desk,
 *   later?: (act: () => void, ms: number) => any, forget?: (timer: any) => void,
 * }} given
 */
export function disclosing({ api, dispatch, desk, later = (act, ms) => setTimeout(act, ms), forget = (timer) => clearTimeout(timer) }) {
  /** @type {any} */
  let timer = null;
  let rounds = 0;

  async function load() {
    try {
      const { items, on_call: onCall } = await api.get("desk/disclosures");
      dispatch({ type: "disclosures_came", items, onCall });
    } catch {
      // What the network spoils is asked again while something waits; what was shown stands.
    }
    plan();
  }

  function plan() {
    forget(timer);
    const waits = Object.values(desk().disclosures).some(({ item }) => item?.state === "asked");
    rounds = waits ? rounds + 1 : 0;
    if (waits) timer = later(load, rounds > SOON_ROUNDS ? LATER : ASKED_EACH);
  }

  /** @param {string} conversation @param {string} path @param {unknown} body @param {(answer: any) => import("./state/types.js").Event} then */
  async function posted(conversation, path, body, then) {
    try {
      dispatch(then(await api.post(path, body)));
    } catch (error) {
      const kind = error instanceof Problem ? error.kind : "";
      dispatch({ type: "disclosure_failed", conversation, kind, message: error instanceof Problem ? saidBy(error) : "" });
    }
    plan();
  }

  return {
    load,
    /** @param {string} conversation @param {import("./state/types.js").Plea} plea */
    ask: (conversation, plea) => posted(conversation, "desk/disclosures", { conversation, ...plea }, (item) => ({ type: "disclosures_came", items: [item] })),
    /** @param {string} conversation @param {string} id */
    look: (conversation, id) => posted(conversation, `desk/disclosures/${id}/looks`, {}, (origins) => ({ type: "origins_came", conversation, origins })),
  };
}

/** @param {Problem} problem */
function saidBy({ message, errors }) {
  return errors[0]?.message || message;
}
