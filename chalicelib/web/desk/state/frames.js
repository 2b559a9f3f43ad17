import { gap, have, receive, said } from "../../shared/delivery.js";
import { askedOf, assigned, withNotes } from "./conversation.js";
import { announced, answered, changed, chimed, sent } from "./effects.js";
import { clears } from "./finished.js";
import { restored } from "./kept.js";
import { attaching, flushed } from "./outgoing.js";
import { refused } from "./refusals.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("../../wire/frames.js").MessageFrame} MessageFrame */
/** @template {Frame["type"]} T @typedef {import("./types.js").Step<T>} Step */

/** What each frame of the server does to the desk; those that visitors alone hear are not there. @type {{[T in Frame["type"]]?: Step<T>}} */
export const FRAMES = {
  duty, assigned: takesUp, message, said: confirmed, typing, peer, notice, resume_asked, transfer_asked, transfer, noted,
  replayed, colleagues, ended, status, refused, wrapped,
};

/** @type {Step<"duty">} */
function duty(desk, frame) {
  const on = {
    ...desk, on: frame.on, channel: frame.channel ?? null, slots: frame.slots ?? 0,
    available: frame.available ?? false, light: frame.light ?? desk.light, refusal: null,
    lightAt: frame.channel === desk.channel ? desk.lightAt : null,
    wanted: frame.on && frame.channel ? { channel: frame.channel, slots: frame.slots } : null,
  };
  const known = left(reopened(on));
  return missing(known, frame.conversations ?? []).reduce(attaching, known);
}

/** Off duty: what is over makes room for the start, unless somebody is still talking here. @param {Desk} desk */
function left(desk) {
  const over = desk.order.filter((id) => desk.conversations[id].stage !== "live");
  if (desk.on || over.length < desk.order.length) return desk;
  return { ...over.reduce((next, conversation) => clears(next, { type: "clears", conversation }), desk), putAway: null };
}

/**
 * The server's own, and those that this desk believes in but has not taken up again on this connection: the
 * answer to `attach` tells whether they are still here.
 * @param {Desk} desk @param {string[]} listed
 */
function missing(desk, listed) {
  const believed = desk.order.filter((id) => desk.conversations[id].stage === "live");
  return [...new Set([...listed, ...believed])].filter((id) => !desk.conversations[id]?.attached);
}

/** A new conversation, one taken over, or one taken up again: the same frame. @type {Step<"assigned">} */
function takesUp(desk, frame) {
  const id = frame.conversation;
  const known = desk.conversations[id];
  const { [id]: keep, ...kept } = desk.kept;
  const here = {
    ...desk, kept, order: known ? desk.order : [...desk.order, id], active: desk.active ?? id,
    conversations: { ...desk.conversations, [id]: assigned(known ?? restored(keep, frame), frame) },
    offers: desk.offers.filter((offer) => offer.conversation !== id),
  };
  const up = flushed(filled(here, id, frame.last), id);
  return known ? up : chimed(announced(up, "desk.announce.assigned", { nickname: frame.nickname }));
}

/** Asks for what is missing, each gap once. @param {Desk} desk @param {string} id @param {Partial<import("./types.js").Have>} [last] */
function filled(desk, id, last) {
  const missed = gap(desk.conversations[id].log, last);
  if (!missed) return desk;
  return sent(changed(desk, id, { log: missed.log }), { type: "replay", conversation: id, have: missed.have });
}

/** @type {Step<"message">} */
function message(desk, frame) {
  const known = desk.conversations[frame.conversation];
  const log = known && receive(known.log, [messageOf(frame)]);
  if (!known || log === known.log) return desk;
  const seen = desk.active === known.id && !desk.away;
  const unread = seen ? known.unread : known.unread + 1;
  // Somebody who speaks after all is not sent away with the goodbye that is on its way.
  const spoken = { answerBy: null, farewell: null, pending: known.farewell ? null : known.pending };
  const here = { log, typingAt: 0, unread, visitorHere: true, until: null, ...spoken };
  const next = answered(changed(desk, known.id, here), known.id);
  return told(filled(next, known.id), known.nickname, frame);
}

/** @param {MessageFrame} frame @returns {import("../../shared/delivery.js").Message} */
function messageOf({ from, n, id, text, at, author, own }) {
  return { from, n, id, text, at, author, own };
}

/** The talk in front of the counsellor is read out; of the others only that there is something. @param {Desk} desk @param {string} nickname @param {MessageFrame} frame */
function told(desk, nickname, { conversation, text }) {
  const words = desk.active === conversation ? "desk.announce.message" : "desk.announce.message_elsewhere";
  return chimed(announced(desk, words, { nickname, text }));
}

/** @type {Step<"said">} */
function confirmed(desk, frame) {
  const known = desk.conversations[frame.conversation];
  const item = known?.outbox.items.find(({ id }) => id === frame.id);
  if (!known || !item) return desk;
  const { n, id, at } = frame;
  const log = receive(known.log, [{ from: "counsellor", n, id, text: item.text, at }]);
  const fate = frame.delivered ? { reached: [...known.reached, id] } : { unreached: [...known.unreached, id] };
  const next = changed(desk, known.id, { log, outbox: said(known.outbox, { n, id }), ...fate });
  const on = flushed(filled(next, known.id), known.id);
  return known.farewell === id ? sent(changed(on, known.id, { farewell: null }), { type: "end", conversation: known.id }) : on;
}

/** @type {Step<"typing">} */
function typing(desk, { conversation, on = true }, now) {
  return changed(desk, conversation, { typingAt: on ? now : 0 });
}

/** @type {Step<"peer">} */
function peer(desk, frame) {
  const known = desk.conversations[frame.conversation];
  if (!known) return desk;
  const next = changed(desk, known.id, {
    visitorHere: frame.here, until: frame.until ?? null, typingAt: 0,
    ...(frame.here ? { ...allReached(known), asked: null } : {}),
  });
  if (known.visitorHere === frame.here) return next;
  const words = frame.here ? "desk.announce.back" : "desk.announce.away";
  return announced(next, words, { nickname: known.nickname });
}

/** Who comes back gets all that they missed, but for who comes back by nickname. @param {import("./types.js").Conversation} known */
function allReached({ log, reached, readmitted }) {
  const own = log.messages.filter((each) => each.from === "counsellor").map(({ id }) => id);
  return { reached: readmitted ? reached : own, unreached: [], readmitted: false };
}

/** @type {Step<"notice">} */
function notice(desk, frame) {
  const known = desk.conversations[frame.conversation];
  if (!known || known.noticed.some((one) => one === frame.notice)) return desk;
  if (frame.notice === "silent_visitor" || frame.notice === "still_here") {
    return announced(changed(desk, known.id, { answerBy: frame.until ?? null }), `desk.notice.${frame.notice}`, { nickname: known.nickname });
  }
  const next = changed(desk, known.id, { noticed: [...known.noticed, frame.notice], othersWait: frame.others_wait ?? known.othersWait });
  return announced(next, `desk.notice.${frame.notice}`, { nickname: known.nickname });
}

/** @type {Step<"resume_asked">} */
function resume_asked(desk, frame) {
  if (!desk.conversations[frame.conversation]) return desk;
  const next = changed(desk, frame.conversation, { asked: askedOf(frame) });
  return chimed(announced(next, "desk.announce.resume_asked", { nickname: frame.nickname }));
}

/** @type {Step<"transfer_asked">} */
function transfer_asked(desk, frame) {
  const { conversation, question, nickname, counsellor, note = null, until } = frame;
  const others = desk.offers.filter((offer) => offer.conversation !== conversation);
  const next = { ...desk, offers: [...others, { conversation, question, nickname, counsellor, note, until }] };
  return chimed(announced(next, "desk.announce.transfer_asked", { nickname, counsellor }));
}

/** @type {Step<"transfer">} */
function transfer(desk, { conversation: id, state, colleague, until = null }) {
  const known = desk.conversations[id];
  if (!known || known.stage !== "live") return withoutOffer(desk, id);
  const taken = { stage: /** @type {const} */ ("handed_over"), attached: false, asked: null, until: null };
  const next = changed(desk, id, {
    handover: { state: state === "taken" ? "asked" : state, colleague, until }, pending: null,
    ...(state === "taken" ? taken : {}),
  });
  // Said once, so without the countdown that stands in the pane.
  const words = state === "asked" ? "desk.announce.transfer_sent" : `desk.transfer.${state}`;
  return announced(next, words, { nickname: known.nickname, colleague });
}

/** @param {Desk} desk @param {string} id */
function withoutOffer(desk, id) {
  return { ...desk, offers: desk.offers.filter((offer) => offer.conversation !== id) };
}

/** @type {Step<"noted">} */
function noted(desk, frame) {
  return changed(desk, frame.conversation, ({ notes }) => ({ notes: withNotes(notes, [frame]) }));
}

/** @type {Step<"wrapped">} */
function wrapped(desk, frame) {
  return { ...desk, wrapped: { ...desk.wrapped, [frame.conversation]: frame } };
}

/** @type {Step<"replayed">} */
function replayed(desk, frame) {
  const known = desk.conversations[frame.conversation];
  if (!known) return desk;
  const log = receive(known.log, frame.messages.map(messageOf));
  const next = changed(desk, known.id, { log });
  // Only an answer that brought something is worth a next question: else it would go round for ever.
  const grown = log !== known.log;
  return grown && frame.more ? sent(next, { type: "replay", conversation: known.id, have: have(log) }) : next;
}

/** @type {Step<"colleagues">} */
function colleagues(desk, frame) {
  return { ...desk, colleagues: frame.colleagues, openUntil: frame.open_until ?? null };
}

/** @type {Step<"ended">} */
function ended(desk, frame) {
  const known = desk.conversations[frame.conversation];
  if (known?.stage === "ended" && frame.until) return blockedAfterwards(desk, known, frame.until);
  if (!known || known.stage !== "live") return withoutOffer(desk, frame.conversation);
  const { by, reason, at, until = null, quick = null } = frame;
  const next = changed(desk, known.id, {
    stage: "ended", attached: false, ending: { by, reason, at, until, ...(quick ? { quick } : {}) }, asked: null, handover: null,
    pending: null, farewell: null, answerBy: null, until: null, typingAt: 0,
  });
  return announced(next, quick ? "desk.announce.left_quickly" : "desk.announce.ended", { nickname: known.nickname });
}

/** The visitor had left before the block came. @param {Desk} desk @param {import("./types.js").Conversation} known @param {string} until */
function blockedAfterwards(desk, { id, nickname, ending }, until) {
  if (!ending || ending.until) return changed(desk, id, { pending: null });
  const next = changed(desk, id, { ending: { ...ending, until }, pending: null, refusal: null });
  return announced(next, "desk.announce.blocked", { nickname });
}

/** @type {Step<"status">} */
function status(desk, frame) {
  // Pushes may overtake each other: the newest moment counts.
  if (frame.channel !== desk.channel || (desk.lightAt && frame.at < desk.lightAt)) return desk;
  return reopened({ ...desk, light: frame.light, lightAt: frame.at, refusal: frame.light === "open" ? passed(desk.refusal) : desk.refusal });
}

/** There was no place, or it was closed: no longer so. @param {Desk["refusal"]} refusal */
function passed(refusal) {
  return refusal && ["closed", "busy"].includes(refusal.reason) ? null : refusal;
}

/** "The service closes" is no longer true once it takes people again. @param {Desk} desk @returns {Desk} */
function reopened(desk) {
  if (desk.light !== "open" && desk.light !== "busy") return desk;
  return desk.order.reduce((next, id) => changed(next, id, ({ noticed }) => ({ noticed: noticed.filter((one) => one !== "closing") })), desk);
}
