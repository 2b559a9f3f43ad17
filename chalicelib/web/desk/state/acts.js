import { discard, have, requeue } from "../../shared/delivery.js";
import { announced, answered, changed, sent } from "./effects.js";
import { attaching, flushed, queued } from "./outgoing.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Event} Event */
/** @typedef {(desk: Desk, event: Event) => Desk} Act */

// Often enough for three moving dots, seldom enough for the bill.
const TYPING_EVERY = 20_000;

// These ask for a person: the socket that closes afterwards must not hide them.
const STUCK = ["replaced", "dismissed", "signed_out", "forbidden", "elsewhere"];

/** What the counsellor and the line do. @type {Record<string, Act>} */
export const ACTS = {
  greets, settles, asks_missing, catches_up, line, goes_on_duty, asks_duty_again, attaches, goes_off_duty, sets_available, looks, writes, stops_writing, writes_note, says, notes,
  resends, takes_back, drafts, asks_colleagues, transfers, accepts, declines, ends, takes_leave, blocks, dismisses,
};

/** A new socket knows nothing of this desk: every conversation must be taken up again. @type {Act} */
function greets(desk) {
  return { ...untaken(desk), offers: [], skew: null };
}

/** @param {Desk} desk */
function untaken(desk) {
  const conversations = Object.fromEntries(Object.values(desk.conversations).map((conversation) => (
    [conversation.id, { ...conversation, attached: false, notesSent: [] }]
  )));
  return { ...desk, conversations };
}

/** Something was lost on the way, and nobody knows what: as after a drop, without one. @type {Act} */
function catches_up(desk, event) {
  const again = { ...desk, catchesUp: false };
  // A line that comes back meanwhile, or that stopped for good, does all this by itself.
  if (desk.line !== "open") return again;
  const asking = asks_duty_again(untaken(again), event);
  const live = desk.order.filter((id) => desk.conversations[id].stage === "live");
  return desk.wanted ? asking : live.reduce(attaching, asking);
}

/** One replay a conversation closes the race between what was stored and what was pushed meanwhile. @type {Act} */
function settles(desk) {
  return desk.order.reduce((next, conversation) => asks_missing(next, { type: "asks_missing", conversation }), desk);
}

/** @type {Act} */
function asks_missing(desk, { conversation: id }) {
  const known = desk.conversations[id];
  return known?.attached ? sent(desk, { type: "replay", conversation: id, have: have(known.log) }) : desk;
}

/** @type {Act} */
function line(desk, { line: next }) {
  if (STUCK.includes(desk.line) && next === "closed") return desk;
  const told = { ...desk, line: next, wasOpen: desk.wasOpen || next === "open" };
  if (STUCK.includes(next)) return announced(dropped(told), `desk.banner.${next}`);
  if (next === "open") return desk.wasOpen ? announced(told, "desk.announce.online") : told;
  if (desk.line !== "open") return told;
  return next === "closed" ? dropped(told) : announced(dropped(told), "desk.announce.offline");
}

/** @param {Desk} desk */
function dropped(desk) {
  const conversations = Object.fromEntries(Object.values(desk.conversations).map((conversation) => (
    [conversation.id, { ...conversation, attached: false, pending: null, farewell: null, typingAt: 0, typedAt: 0 }]
  )));
  return { ...desk, conversations, offers: [] };
}

/** @type {Act} */
function goes_on_duty(desk, { channel, slots }) {
  return sent({ ...desk, wanted: { channel, slots }, refusal: null }, { type: "duty", channel, slots });
}

/** The server could not at that moment; a counsellor who has stopped meanwhile stays so. @type {Act} */
function asks_duty_again(desk) {
  return desk.wanted ? sent(desk, { type: "duty", ...desk.wanted }) : desk;
}

/** @type {Act} */
function attaches(desk, { conversation }) {
  return desk.conversations[conversation]?.attached ? desk : attaching(desk, conversation);
}

/** @type {Act} */
function goes_off_duty(desk) {
  if (desk.line !== "open") return announced(desk, "desk.announce.needs_line");
  return sent({ ...desk, wanted: null }, { type: "duty", off: true });
}

/** @type {Act} */
function sets_available(desk, { available }) {
  return sent(desk, { type: "available", available });
}

/** @type {Act} */
function looks(desk, { conversation }) {
  if (desk.active === conversation && !desk.conversations[conversation]?.unread) return desk;
  return changed({ ...desk, active: conversation }, conversation, { unread: 0 });
}

/** @type {Act} */
function writes(desk, { conversation: id, text, now = 0 }) {
  const known = desk.conversations[id];
  if (!known) return desk;
  const next = changed(desk, id, { draft: text });
  if (!text.trim()) return stops_writing(next, { type: "stops_writing", conversation: id });
  const due = known.attached && known.visitorHere && !(known.typedAt && now - known.typedAt < TYPING_EVERY);
  return due ? sent(changed(next, id, { typedAt: now }), { type: "typing", conversation: id, on: true }) : next;
}

/** The box has been quiet, or is empty: whoever was told of the typing hears that it stopped. @type {Act} */
function stops_writing(desk, { conversation: id }) {
  const known = desk.conversations[id];
  if (!known?.typedAt) return desk;
  const next = changed(desk, id, { typedAt: 0 });
  return known.attached && known.visitorHere ? sent(next, { type: "typing", conversation: id, on: false }) : next;
}

/** @type {Act} */
function writes_note(desk, { conversation, text }) {
  return changed(desk, conversation, { noteDraft: text });
}

/** Saying works without a line too: the messages wait until the conversation is taken up again. @type {Act} */
function says(desk, { conversation: id, texts }) {
  const known = desk.conversations[id];
  if (known?.stage !== "live" || !texts.length) return desk;
  return queued(answered(changed(desk, id, { draft: "", typedAt: 0, refusal: null }), id), id, texts);
}

/** @type {Act} */
function notes(desk, { conversation: id, id: own }) {
  const known = desk.conversations[id];
  const text = known?.noteDraft.trim();
  if (known?.stage !== "live" || !text) return desk;
  const note = { id: own, text, counsellor: "", at: null, fate: /** @type {const} */ ("waiting") };
  return flushed(changed(desk, id, { notes: [...known.notes, note], noteDraft: "" }), id);
}

/** @type {Act} */
function resends(desk, { conversation: id, id: own }) {
  return flushed(changed(desk, id, ({ outbox, notesSent }) => (
    { outbox: requeue(outbox, own), notesSent: notesSent.filter((note) => note !== own) }
  )), id);
}

/** A refused message or note becomes a draft again, so that it can be mended. @type {Act} */
function takes_back(desk, { conversation: id, id: own }) {
  return changed(desk, id, ({ outbox, notes: private_, draft, noteDraft }) => {
    const message = outbox.items.find((item) => item.id === own && item.flight === "failed");
    const note = private_.find((one) => one.id === own && one.fate === "failed");
    return {
      outbox: message ? discard(outbox, own) : outbox, notes: private_.filter((one) => one !== note),
      draft: joined(message?.text, draft), noteDraft: joined(note?.text, noteDraft), refusal: null,
    };
  });
}

/** @param {string | undefined} text @param {string} draft */
function joined(text, draft) {
  return [text, draft].filter(Boolean).join("\n");
}

/** A ready-made text behind what is in the box: put there to be read, never sent by itself. @type {Act} */
function drafts(desk, { conversation: id, text }) {
  return changed(desk, id, ({ draft, stage }) => (stage === "live" ? { draft: [draft, text].filter(Boolean).join(" ") } : {}));
}

/** @type {Act} */
function asks_colleagues(desk) {
  return sent({ ...desk, colleagues: null }, { type: "colleagues" });
}

/**
 * What cannot wait for a line is not kept for later: an ending that comes minutes late would surprise everybody.
 * @param {Desk} desk @param {Event} event @param {Record<string, any>} frame
 */
function atOnce(desk, { conversation }, frame) {
  if (desk.line !== "open") return announced(desk, "desk.announce.needs_line");
  return sent(changed(desk, conversation, { refusal: null }), { ...frame, conversation });
}

/** @param {Desk} desk @param {Event} event @param {Record<string, any>} frame */
function pending(desk, event, frame) {
  const next = atOnce(desk, event, frame);
  return desk.line === "open" ? changed(next, event.conversation, { pending: frame.type }) : next;
}

/** @type {Act} */
function transfers(desk, event) {
  const { colleague, note } = event;
  return pending(desk, event, { type: "transfer", ...(colleague ? { colleague } : {}), ...(note ? { note } : {}) });
}

/** A yes or no is to the question that stood beside the button. @type {Act} */
function accepts(desk, event) {
  const next = atOnce(desk, event, { type: "accept", question: event.question });
  return desk.line === "open" ? changed(next, event.conversation, ({ asked }) => ({ asked: null, readmitted: asked !== null })) : next;
}

/** @type {Act} */
function declines(desk, event) {
  const next = atOnce(desk, event, { type: "decline", question: event.question });
  if (desk.line !== "open") return next;
  const offers = desk.offers.filter(({ conversation }) => conversation !== event.conversation);
  return changed({ ...next, offers }, event.conversation, { asked: null });
}

/** @type {Act} */
function ends(desk, event) {
  return pending(desk, event, { type: "end" });
}

/** A goodbye first; it ends once that is stored, so that neither overtakes the other. @type {Act} */
function takes_leave(desk, { conversation: id, id: own, text }) {
  if (desk.line !== "open") return announced(desk, "desk.announce.needs_line");
  return queued(changed(desk, id, { pending: "end", farewell: own, refusal: null }), id, [{ id: own, text }]);
}

/** @type {Act} */
function blocks(desk, event) {
  return pending(desk, event, { type: "block", reason: event.reason });
}

/** @type {Act} */
function dismisses(desk, { conversation }) {
  return conversation ? changed(desk, conversation, { refusal: null }) : { ...desk, refusal: null };
}
