import { Connection } from "../shared/connection.js";
import { SignedOut } from "../staff/session.js";
import { onlyTab } from "./only-tab.js";

/** @typedef {import("./state/types.js").Desk} Desk */
/** @typedef {import("./state/types.js").Event} Event */

/**
 * The desk's line to the server: a fresh ticket for each socket, the duty as its first word, and an end to
 * trying when only a person can help.
 * @param {{api: import("../staff/api.js").Api, dispatch: (event: Event) => void, desk: () => Desk}} given
 */
export function openLine({ api, dispatch, desk }) {
  const connection = new Connection({
    address: () => address(api, stop),
    hello,
    isReady: (frame) => frame.type === "duty",
    onFrame: heard,
    onLine: (line) => dispatch({ type: "line", line }),
    onSettled: () => dispatch({ type: "settles" }),
  });
  const tab = onlyTab({
    onMine: () => connection.open(),
    onElsewhere: () => stop("elsewhere"),
    onTaken: () => stop("replaced"),
  });

  /** @returns {import("../shared/connection.js").Frame[]} */
  function hello() {
    dispatch({ type: "greets" });
    const { wanted } = desk();
    return wanted ? [{ type: "duty", ...wanted }] : [];
  }

  /** @param {import("../shared/connection.js").Frame} frame */
  function heard(frame) {
    dispatch({ type: "frame", frame });
    // A line without duty would cost and bring nothing.
    const over = frame.type === "duty" && !frame.on && !hasLive(desk());
    if (over || desk().line === "replaced") connection.close();
  }

  /** @param {import("./state/types.js").Line} line */
  function stop(line) {
    dispatch({ type: "line", line });
    connection.close();
  }

  return {
    open: () => tab.ask(),
    takeOver: () => tab.take(),
    retry: () => connection.retry(),
    /** @param {Record<string, any>} frame */
    send: (frame) => connection.send(/** @type {import("../shared/connection.js").Frame} */ (frame)),
  };
}

/** @param {import("../staff/api.js").Api} api @param {(line: import("./state/types.js").Line) => void} stop */
async function address(api, stop) {
  try {
    const { ticket, websocket } = await api.post("desk/tickets");
    const url = new URL(websocket);
    url.searchParams.set("ticket", ticket);
    return url.href;
  } catch (error) {
    // Trying again by itself would knock at a locked door for ever.
    if (error instanceof SignedOut) stop("signed_out");
    if (/** @type {any} */ (error).status === 403) stop("forbidden");
    throw error;
  }
}

/** @param {Desk} desk */
export function hasLive(desk) {
  return Object.values(desk.conversations).some(({ stage }) => stage === "live");
}
