import { fail, outOfStep } from "../../shared/delivery.js";
import { also, announced, changed } from "./effects.js";
import { flushed } from "./outgoing.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./frames.js").Frame} Frame */

const LOST = ["ended", "not_yours", "unknown"];
// Refusals that pass by themselves, and after how many seconds.
/** @type {Record<string, number>} */
const PASSING = { too_fast: 2, failed: 3 };

/** The server says no; where it belongs depends on the frame that it refuses. @type {import("./frames.js").Step} */
export function refused(desk, frame) {
  if (frame.reason === "replaced") return announced({ ...desk, line: "replaced" }, "desk.banner.replaced");
  const event = frame.reason in PASSING && again(desk, frame);
  if (event) return also(desk, { do: "later", seconds: frame.retry_after ?? PASSING[frame.reason], event });
  if (!desk.conversations[frame.conversation]) return general(desk, frame);
  if (frame.frame === "say") return saying(desk, frame);
  if (frame.frame === "note") return noting(desk, frame);
  return answering(desk, frame);
}

/**
 * What must not be left lying: without duty nobody comes in, without `attach` nothing goes out any more.
 * @param {Desk} desk @param {Frame} frame @returns {import("./types.js").Event | null}
 */
function again(desk, { frame, conversation, id }) {
  if (frame === "duty" && desk.wanted) return { type: "asks_duty_again" };
  if (frame === "attach") return { type: "attaches", conversation };
  return frame === "say" && desk.conversations[conversation] ? { type: "resends", conversation, id } : null;
}

/** @param {Desk} desk @param {Frame} frame @returns {Desk} */
function general(desk, { reason, frame, conversation }) {
  const refusal = { reason, frame: frame ?? null };
  const offers = desk.offers.filter((offer) => offer.conversation !== conversation);
  const wanted = frame === "duty" ? null : desk.wanted;
  return announced({ ...desk, refusal, offers, wanted }, `desk.refused.${reason}`);
}

/** @param {Desk} desk @param {Frame} frame */
function saying(desk, frame) {
  const id = frame.conversation;
  if (frame.reason === "out_of_step") {
    const { id: own, last_n } = frame;
    return flushed(changed(desk, id, ({ outbox }) => ({ outbox: outOfStep(outbox, { id: own, last_n }) })), id);
  }
  const next = changed(desk, id, ({ outbox }) => ({ outbox: fail(outbox, frame.id) }));
  return LOST.includes(frame.reason) ? lost(next, frame) : shown(next, frame);
}

/** @param {Desk} desk @param {Frame} frame */
function noting(desk, frame) {
  const fate = /** @type {const} */ ("failed");
  const next = changed(desk, frame.conversation, ({ notes }) => ({
    notes: notes.map((note) => (note.id === frame.id ? { ...note, fate } : note)),
  }));
  return shown(next, frame);
}

/** @param {Desk} desk @param {Frame} frame */
function answering(desk, frame) {
  const offers = desk.offers.filter(({ conversation }) => conversation !== frame.conversation);
  const next = changed({ ...desk, offers }, frame.conversation, { pending: null });
  return LOST.includes(frame.reason) ? lost(next, frame) : shown(next, frame);
}

/** The conversation is no longer of this desk. @param {Desk} desk @param {Frame} frame */
function lost(desk, { conversation: id }) {
  const known = desk.conversations[id];
  if (known.stage !== "live") return desk;
  const next = changed(desk, id, { stage: "gone", attached: false, asked: null, handover: null, pending: null });
  return announced(next, "desk.announce.gone", { nickname: known.nickname });
}

/** @param {Desk} desk @param {Frame} frame */
function shown(desk, { conversation, reason, frame }) {
  const next = changed(desk, conversation, { refusal: { reason, frame: frame ?? null } });
  return announced(next, `desk.refused.${reason}`);
}
