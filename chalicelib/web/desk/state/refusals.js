import { fail, outOfStep } from "../../shared/delivery.js";
import { initial } from "../initial.js";
import { also, announced, changed } from "./effects.js";
import { flushed } from "./outgoing.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("../../wire/frames.js").RefusedFrame} RefusedFrame */

const LOST = ["ended", "not_yours", "unknown"];
/** @type {Record<string, string>} */
const NOT_BLOCKED = { ended: "block_late", not_yours: "block_gone", unknown: "block_gone" };
// Refusals that pass by themselves, and after how many seconds.
/** @type {Record<string, number>} */
const PASSING = { too_fast: 2, failed: 3 };

/** The server says no; where it belongs depends on the frame that it refuses. @type {import("./types.js").Step<"refused">} */
export function refused(desk, frame) {
  if (frame.reason === "replaced") return announced({ ...desk, line: "replaced" }, "desk.banner.replaced");
  if (frame.reason === "dismissed") return dismissed(desk, frame);
  const event = frame.reason in PASSING && again(desk, frame);
  if (event) return later(desk, frame, event);
  if (!frame.frame && frame.reason in PASSING) return unnamed(desk, frame);
  if (!desk.conversations[frame.conversation ?? ""]) return general(desk, frame);
  if (frame.frame === "say") return saying(desk, frame);
  if (frame.frame === "note") return noting(desk, frame);
  return answering(desk, frame);
}

/**
 * Who may not answer any more keeps nothing of what visitors said, on the screen or in this tab. Who lost one
 * channel is off duty there and keeps the rest.
 * @param {Desk} desk @param {RefusedFrame} frame
 */
function dismissed(desk, frame) {
  if (frame.frame === "duty") return general({ ...desk, on: false, channel: null, slots: 0, light: null }, frame);
  return announced(initial({ line: "dismissed" }), "desk.banner.dismissed");
}

/**
 * What must not be left lying: without duty nobody comes in, without `attach` nothing goes out any more.
 * @param {Desk} desk @param {RefusedFrame} frame @returns {import("./types.js").Event | null}
 */
function again(desk, { frame, conversation, id }) {
  if (frame === "duty" && desk.wanted) return { type: "asks_duty_again" };
  if (frame === "attach") return { type: "attaches", conversation };
  if (!desk.conversations[conversation ?? ""]) return null;
  if (frame === "replay") return { type: "asks_missing", conversation };
  return frame === "say" || frame === "note" ? { type: "resends", conversation, id } : null;
}

/** @param {Desk} desk @param {RefusedFrame} frame @param {import("./types.js").Event} event */
function later(desk, { reason, retry_after }, event) {
  return also(desk, { do: "later", seconds: retry_after ?? PASSING[reason], event });
}

/**
 * The gateway's own no names no frame, so it may be about anything. Taking all up again tells what is missing on
 * either side, and sends what the server does not have; what a person decided is theirs to decide again.
 * @param {Desk} desk @param {RefusedFrame} frame
 */
function unnamed(desk, frame) {
  const waited = Object.values(desk.conversations).filter(({ pending }) => pending);
  const freed = waited.reduce((next, { id }) => changed(next, id, { pending: null }), desk);
  const told = waited.length ? general(freed, frame) : freed;
  return desk.catchesUp ? told : later({ ...told, catchesUp: true }, frame, { type: "catches_up" });
}

/** @param {Desk} desk @param {RefusedFrame} frame @returns {Desk} */
function general(desk, { reason, frame, conversation }) {
  const refusal = { reason, frame: frame ?? null };
  const offers = desk.offers.filter((offer) => offer.conversation !== conversation);
  const wanted = frame === "duty" ? null : desk.wanted;
  return announced({ ...desk, refusal, offers, wanted }, `desk.refused.${reason}`);
}

/** @param {Desk} desk @param {RefusedFrame} frame */
function saying(desk, frame) {
  const { conversation: id = "" } = frame;
  if (frame.reason === "out_of_step") {
    const { id: own, last_n } = frame;
    return flushed(changed(desk, id, ({ outbox }) => ({ outbox: outOfStep(outbox, { id: own, last_n }) })), id);
  }
  const next = changed(desk, id, ({ outbox, farewell, pending }) => ({
    outbox: fail(outbox, frame.id),
    ...(farewell === frame.id ? { farewell: null, pending: null } : { pending }),
  }));
  return LOST.includes(frame.reason) ? lost(next, frame) : refusalShown(next, frame);
}

/** @param {Desk} desk @param {RefusedFrame} frame */
function noting(desk, frame) {
  const fate = /** @type {const} */ ("failed");
  const next = changed(desk, frame.conversation, ({ notes }) => ({
    notes: notes.map((note) => (note.id === frame.id ? { ...note, fate } : note)),
  }));
  return refusalShown(next, frame);
}

/** @param {Desk} desk @param {RefusedFrame} frame */
function answering(desk, frame) {
  const offers = desk.offers.filter(({ conversation }) => conversation !== frame.conversation);
  const next = changed({ ...desk, offers }, frame.conversation, { pending: null });
  if (!LOST.includes(frame.reason)) return refusalShown(next, frame);
  // Whoever thinks that somebody was blocked takes no other way.
  return frame.frame === "block" ? refusalShown(lost(next, frame), frame, NOT_BLOCKED[frame.reason]) : lost(next, frame);
}

/** The conversation is no longer of this desk. @param {Desk} desk @param {RefusedFrame} frame */
function lost(desk, { conversation: id }) {
  const known = desk.conversations[id ?? ""];
  if (known.stage !== "live") return desk;
  const next = changed(desk, id, { stage: "gone", attached: false, asked: null, handover: null, pending: null });
  return announced(next, "desk.announce.gone", { nickname: known.nickname });
}

/** @param {Desk} desk @param {RefusedFrame} told @param {string} [reason] another word for why */
function refusalShown(desk, { conversation, frame, ...told }, reason = told.reason) {
  const next = changed(desk, conversation, { refusal: { reason, frame: frame ?? null } });
  return announced(next, `desk.refused.${reason}`);
}
