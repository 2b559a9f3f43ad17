import { also, done } from "./effects.js";
import { centresAsked, channelsAsked, checkAsked, listed } from "./loads.js";

/** @typedef {import("./types.js").Admin} Admin */
/** @typedef {import("./types.js").ListName} ListName */
/** @typedef {(admin: Admin, event: import("./types.js").Event) => Admin} Answer */

/** What the server answers. @type {Record<string, Answer>} */
export const ANSWERS = {
  channels_came, closed_now, reopened, hours_came, hours_saved, preview_came, list_came, trail_checked, added, removed, erased, failed,
  centres_came, centres_kept, reach_came, closed_one, fault_marked, fault_weeks_came,
};

// Where undoing is a request like any other, and what that request has to say.
/** @type {Partial<Record<ListName, (item: Record<string, any>) => Record<string, any>>>} */
const AGAIN = {
  closures: ({ first, last, reason }) => ({ first, last, reason }),
  openings: ({ opens, closes, reason }) => ({ opens, closes, reason }),
  ranges: ({ range, name, places }) => ({ range, name, places }),
};

// The server names fields after its documents; on the page some of them stand in another box.
/** @type {Record<string, Record<string, string>>} */
const BOXES = {
  openings: { opens: "day", closes: "to" }, blocks: { conversation: "who", origin: "who" }, preview: { at: "day" },
};

/** @type {Answer} */
function channels_came(admin, { answer, at = Date.now() }) {
  return { ...admin, channels: answer.items, seenAt: at, missed: false };
}

/** @type {Answer} */
function closed_now(admin, { channel }) {
  const undo = { type: "reopens", channel };
  return channelsAsked(done(admin, "admin.now.closed", { name: nameOf(admin, channel) }, undo));
}

/** @type {Answer} */
function reopened(admin, { channel }) {
  return channelsAsked(done(admin, "admin.now.reopened", { name: nameOf(admin, channel) }));
}

/** @param {Admin} admin @param {string} channel */
function nameOf({ channels }, channel) {
  return channels?.find((each) => each.channel === channel)?.name ?? channel;
}

/** @type {Answer} */
function hours_came(admin, { channel, answer }) {
  return channel === admin.channel ? { ...admin, hours: answer, saved: answer } : admin;
}

/**
 * The server may answer with the new version or with nothing; either way the next save must be right. Whoever went
 * on changing while the answer travelled keeps that, as changes of the version that was just saved.
 * @type {Answer}
 */
function hours_saved(admin, { channel, answer, body, sent }) {
  if (channel !== admin.channel) return admin;
  const saved = answer ?? { ...body, version: body.version + 1 };
  const changed = admin.hours !== null && admin.hours !== sent;
  const hours = changed ? { ...admin.hours, version: saved.version } : saved;
  return done({ ...admin, hours, saved, shiftFaults: changed ? admin.shiftFaults : [], stale: false }, "admin.hours.saved");
}

/** @type {Answer} */
function preview_came(admin, { channel, answer }) {
  return channel === admin.channel ? { ...admin, preview: answer } : admin;
}

/** An answer for a channel, a day or a place in the list that is no longer shown comes too late. @type {Answer} */
function list_came(admin, { list, cursor, channel, day, sought = admin.sought, answer }) {
  const shown = admin.lists[/** @type {ListName} */ (list)];
  if (channel !== admin.channel || day !== admin.day || sought !== admin.sought || (cursor && cursor !== shown?.next)) return admin;
  const before = cursor ? shown?.items ?? [] : [];
  const now = { items: [...before, ...answer.items], next: answer.next ?? null };
  return { ...admin, lists: { ...admin.lists, [list]: now } };
}

/** A long trail is checked in parts, one after the other. @type {Answer} */
function trail_checked(admin, { answer }) {
  const told = { ...admin, check: answer };
  return answer.next ? checkAsked(told, answer.next) : told;
}

/** @type {Answer} */
function added(admin, { list, undoing }) {
  const told = done(admin, undoing ? `admin.${list}.brought_back` : `admin.${list}.added`);
  return listed(also(told, { do: "empty", form: list }), list);
}

/** @type {Answer} */
function removed(admin, { list, item }) {
  const again = AGAIN[/** @type {ListName} */ (list)];
  const undo = again ? { type: "adds", list, body: again(item), undoing: true } : null;
  return listed(done(admin, `admin.${list}.removed`, {}, undo), list);
}

/** It goes within a minute; the list shows it no more from now on. @type {Answer} */
function erased(admin, { conversation }) {
  const list = admin.lists.conversations;
  const left = list && { ...list, items: list.items.filter((item) => item.conversation !== conversation) };
  return done({ ...admin, lists: { ...admin.lists, conversations: left } }, "admin.conversations.erased");
}

/**
 * The server says no. What it says about fields belongs to the form; the rest is told at the top. A lost race
 * keeps what was typed, so that it can be compared.
 * @type {Answer}
 */
function failed(admin, { status, kind, message, errors, form }) {
  if (kind === "unreadable") return fault(admin, "admin.hours.unreadable");
  if (status === 409 && admin.section === "hours") return fault({ ...admin, stale: true }, "admin.fault.race");
  if (form && errors.length) {
    const placed = inBoxes(form, errors);
    return also({ ...admin, errors: placed, form }, { do: "focus", what: `${form}-${placed[0].field.split(".")[0]}` });
  }
  // What was typed of one centre stays on the screen, to be kept in the list as it is by now.
  if (status === 409 && form === "centre") return fault(centresAsked(admin), "admin.fault.race");
  const known = { 0: "admin.fault.offline", 403: "admin.fault.forbidden", 404: "admin.fault.gone", 409: "admin.fault.race" };
  const words = known[/** @type {keyof typeof known} */ (status)] ?? (message ? "admin.fault.said" : "admin.fault.unknown");
  return fault(admin, words, { message });
}

/** @param {string} form @param {import("./types.js").FieldError[]} errors */
function inBoxes(form, errors) {
  return errors.map(({ field, message }) => ({ field: BOXES[form]?.[field] ?? field, message }));
}

/** @param {Admin} admin @param {string} words @param {Record<string, string>} values @returns {Admin} */
function fault(admin, words, values = {}) {
  return { ...admin, notice: { words, values, kind: "fault", undo: null } };
}

/** @type {Answer} */
function centres_came(admin, { channel, answer }) {
  return channel === admin.channel ? { ...admin, centres: answer } : admin;
}

/** @type {Answer} */
function centres_kept(admin, { channel, answer, csv, before }) {
  if (channel !== admin.channel) return admin;
  const undo = { type: "brings_centres", csv: before, before: csv };
  return also(done({ ...admin, centres: answer }, "admin.centres.kept", { count: answer.served.length }, undo), { do: "empty", form: "centre" });
}

/** @type {Answer} */
function reach_came(admin, { conversation, answer }) {
  return conversation === admin.blockFor ? { ...admin, reach: { conversation, others: answer.others } } : admin;
}

/** One of several that are closed together: told once all are, with one way back. @type {Answer} */
function closed_one(admin, { channel, all }) {
  const channels = (admin.channels ?? []).map((one) => (one.channel === channel ? { ...one, closed_now: true, light: /** @type {const} */ ("closed") } : one));
  const told = { ...admin, channels };
  const left = channels.filter((one) => all.includes(one.channel) && !one.closed_now);
  return left.length ? told : channelsAsked(done(told, "admin.now.closed_all", {}, { type: "reopens_all", channels: all }));
}

/** @type {Answer} */
function fault_weeks_came(admin, { answer }) {
  return { ...admin, faultWeeks: answer };
}

/** @type {Answer} */
function fault_marked(admin, { answer }) {
  const list = admin.lists.faults;
  const items = (list?.items ?? []).map((item) => (item.id === answer.id ? answer : item));
  const handled = Boolean(answer.handled_at);
  const undo = { type: "handles_fault", id: answer.id, handled: !handled };
  return done({ ...admin, lists: { ...admin.lists, faults: list && { ...list, items } } }, handled ? "admin.faults.handled" : "admin.faults.reopened", {}, undo);
}
