import { Connection } from "../shared/connection.js";
import { onlyTab } from "./only-tab.js";
import { sessionKeeper } from "./session.js";

/** @typedef {import("./state/types.js").Desk} Desk */
/** @typedef {import("./state/types.js").Event} Event */

/**
 * The desk's line to the server: a fresh ticket for each socket, the duty as its first word, and an end to
 * trying when only a person can help.
 * @param {{api: import("../staff/api.js").Api, dispatch: (event: Event) => void, desk: () => Desk}} given
 */
export function openLine({ api, dispatch, desk }) {
  const connection = new Connection({
    address: () => address(api, session, dispatch),
    hello,
    isReady: (frame) => frame.type === "duty",
    onFrame: heard,
    onLine: (line) => dispatch({ type: "line", line }),
    onSettled: () => dispatch({ type: "settles" }),
  });
  const session = sessionKeeper({ api, stop });
  const tab = onlyTab({
    onMine: () => connection.open(),
    onElsewhere: () => stop("elsewhere"),
    onTaken: () => stop("replaced"),
  });

  /** @returns {import("./state/types.js").Sent[]} */
  function hello() {
    dispatch({ type: "greets" });
    const { wanted } = desk();
    return wanted ? [{ type: "duty", ...wanted }] : [];
  }

  /** @param {import("../shared/connection.js").Frame} frame */
  function heard(frame) {
    dispatch({ type: "frame", frame });
    // A line without duty would cost and bring nothing.
    const { on, wanted } = desk();
    const over = ["duty", "ended"].includes(frame.type) && !on && !wanted && !hasLive(desk());
    if (over || ["replaced", "dismissed"].includes(desk().line)) close();
  }

  /** @param {import("./state/types.js").Line} line */
  function stop(line) {
    dispatch({ type: "line", line });
    close();
  }

  function close() {
    session.end();
    connection.close();
  }

  return {
    open: () => tab.ask(),
    takeOver: () => tab.take(),
    retry: () => connection.retry(),
    /** @param {import("./state/types.js").Sent} frame */
    send: (frame) => connection.send(frame),
  };
}

/** @param {import("../staff/api.js").Api} api @param {ReturnType<typeof sessionKeeper>} session @param {(event: Event) => void} dispatch */
async function address(api, session, dispatch) {
  try {
    const { ticket, websocket, counts_for, on_call } = await api.post("desk/tickets");
    dispatch({ type: "may_call", number: on_call });
    session.counts(counts_for);
    const url = new URL(websocket);
    url.searchParams.set("ticket", ticket);
    return url.href;
  } catch (error) {
    session.stopped(error);
    throw error;
  }
}

/** @param {Desk} desk */
export function hasLive(desk) {
  return Object.values(desk.conversations).some(({ stage }) => stage === "live");
}
