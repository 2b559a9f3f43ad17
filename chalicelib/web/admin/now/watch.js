// How the channels stand, every five seconds while somebody looks at it.

const SEEN_EVERY = 5000;

/**
 * What the network spoils is told, with the time of the last answer, and asked again.
 * @param {{
 *   api: Pick<import("../../staff/api.js").Api, "get">, dispatch: (event: import("../state/types.js").Event) => void,
 *   isShown: () => boolean, later?: (act: () => void, ms: number) => any,
 * }} given
 */
export function watchNow({ api, dispatch, isShown, later = (act, ms) => setTimeout(act, ms) }) {
  async function look() {
    if (isShown()) {
      const answer = await api.get("admin/channels").catch(() => null);
      if (isShown()) dispatch(answer ? { type: "channels_seen", items: answer.items, at: Date.now() } : { type: "channels_missed" });
    }
    later(look, SEEN_EVERY);
  }
  later(look, SEEN_EVERY);
}
