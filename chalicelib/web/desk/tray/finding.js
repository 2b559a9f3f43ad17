/**
 * What ended at this desk before the page was loaded anew: the browser keeps ids alone, and the server tells what
 * they are to whoever held them.
 * @param {{api: Pick<import("../../staff/api.js").Api, "get">, dispatch: (event: import("../state/types.js").Event) => void, desk: () => import("../state/types.js").Desk}} given
 */
export async function findsEnded({ api, dispatch, desk }) {
  const ids = desk().endedBefore;
  if (!ids.length) return;
  try {
    const { items } = await api.get(`desk/conversations?ids=${ids.join(",")}`);
    dispatch({ type: "finished_came", items });
  } catch {
    // The ids are kept: the next line that opens asks again.
  }
}
