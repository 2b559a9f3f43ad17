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
  greets, settles, asks_missing, catches_up, line, goes_on_duty, asks_duty_again, attaches, goes_off_duty, sets_available, looks, writes, stops_writing, writes_note, says, notes: takesNote,
  resends, takes_back, drafts, asks_colleagues, watches, dismisses,
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
  return { ...desk, conversations, offers: [], colleagues: null };
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
  if (desk.line !== "open") return announced(desk, "desk.announce.needs_line");
  return sent(desk, { type: "available", available });
}

/** @type {Act} */
function looks(desk, { conversation }) {
  const known = desk.conversations[conversation];
  if (!known || desk.active === conversation && !known.unread && !known.isNew) return desk;
  return changed({ ...desk, active: conversation }, conversation, { unread: 0, isNew: false });
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
function takesNote(desk, { conversation: id, id: own }) {
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
  return desk.on && desk.line === "open" ? sent(desk, { type: "colleagues" }) : desk;
}

/** Whether anybody looks at this page: what comes in meanwhile is unread, also in the pane that is in front. @type {Act} */
function watches(desk, { on }) {
  return looks({ ...desk, away: !on }, { type: "looks", conversation: on ? desk.active : null });
}

/** @type {Act} */
function dismisses(desk, { conversation }) {
  return conversation ? changed(desk, conversation, { refusal: null }) : { ...desk, refusal: null };
}
