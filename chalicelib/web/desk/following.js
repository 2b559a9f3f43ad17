// Who else is at work changes without a word to this desk.

const EACH_MINUTE = 60_000;
const TELLING = ["duty", "status"];

/**
 * Asks who else is at work: on duty at once, when the light changes, and each minute.
 * @param {{dispatch: (event: import("./state/types.js").Event) => void, desk: () => import("./state/types.js").Desk}} given
 */
export function followsColleagues({ dispatch, desk }) {
  const ask = () => { if (desk().on) dispatch({ type: "asks_colleagues" }); };
  setInterval(ask, EACH_MINUTE);
  return (/** @type {import("./state/types.js").Event} */ event) => {
    if (event.type === "frame" && TELLING.includes(event.frame.type)) ask();
  };
}
