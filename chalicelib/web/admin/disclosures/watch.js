// What waits for an answer, whatever part of the page is open: somebody's life may hang on it.

const ASKED_EVERY = 3000;

/**
 * Asks every three seconds, so that an administrator hears it within five. What the network spoils is asked again.
 * @param {{
 *   api: Pick<import("../../staff/api.js").Api, "get">, dispatch: (event: import("../state/types.js").Event) => void,
 *   later?: (act: () => void, ms: number) => any,
 * }} given
 */
export async function watchDisclosures({ api, dispatch, later = (act, ms) => setTimeout(act, ms) }) {
  try {
    const { items } = await api.get("admin/disclosures?open=yes");
    dispatch({ type: "disclosures_seen", items });
  } catch {
    // The next round tells.
  }
  later(() => watchDisclosures({ api, dispatch, later }), ASKED_EVERY);
}
