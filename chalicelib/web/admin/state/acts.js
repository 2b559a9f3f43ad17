import { also, called } from "./effects.js";
import { FIRST, checkAsked, hoursAsked, listed, ofChannel, pathOf } from "./loads.js";
import { faultsOf, sorted, tidy, withNewShift, withShift, withoutShift } from "./week.js";

/** @typedef {import("./types.js").Admin} Admin */
/** @typedef {import("./types.js").Event} Event */
/** @typedef {(admin: Admin, event: Event) => Admin} Act */

/** What the administrator does. @type {Record<string, Act>} */
export const ACTS = {
  opens, chooses, reloads, closes_now, reopens, edits, adds_shift, removes_shift, works_on_holidays, saves_hours,
  drops_hours, previews, adds, removes, asks_more, chooses_day, blocks_from, erases, seeks, checks_trail, dismisses,
  brings_centres, told_wrong, forgets_hours, channels_seen, channels_missed, closes_all, reopens_all, handles_fault,
};

/** @type {Act} */
function opens(admin, { section, place = {} }) {
  const at = Object.hasOwn(FIRST, section) ? section : "now";
  // What is half filled in about one person must not be sent about the next.
  const left = also(clean({ ...admin, section: at, ...place }), { do: "empty", form: admin.section });
  return FIRST[at](left);
}

/** What belonged to the place before does not follow. @param {Admin} admin @returns {Admin} */
function clean(admin) {
  return {
    ...admin, hours: null, saved: null, shiftFaults: [], stale: false, preview: null, lists: {}, centres: null, counted: null, sentCsv: "", errors: [],
    check: null, origins: null, form: null, notice: null, busy: null, reach: null, blockFor: admin.section === "blocks" ? admin.blockFor : "",
    orderFor: admin.section === "disclosures" ? admin.orderFor : "",
  };
}

/** @type {Act} */
function chooses(admin, { channel }) {
  return FIRST[admin.section](clean({ ...admin, channel }));
}

/** @type {Act} */
function reloads(admin) {
  return FIRST[admin.section](clean(admin));
}

/** @type {Act} */
function closes_now(admin, { channel, reason }) {
  const then = { type: "closed_now", channel };
  return called(admin, { method: "POST", path: `${ofChannel(channel)}/close`, body: reason ? { reason } : {}, then });
}

/** @type {Act} */
function reopens(admin, { channel }) {
  return called(admin, { method: "POST", path: `${ofChannel(channel)}/reopen`, body: {}, then: { type: "reopened", channel } });
}

/** @param {Admin} admin @param {(week: import("./types.js").Week) => import("./types.js").Week} change */
function week(admin, change) {
  if (!admin.hours) return admin;
  const shifts = change(admin.hours.shifts);
  // Once told about faults, people see them go as they mend them; before that nobody is corrected while typing.
  const shiftFaults = admin.shiftFaults.length ? faultsOf(shifts) : [];
  return { ...admin, hours: { ...admin.hours, shifts }, shiftFaults };
}

/** @type {Act} */
function edits(admin, { day, place, change }) {
  return week(admin, (shifts) => withShift(shifts, day, place, change));
}

/** @type {Act} */
function adds_shift(admin, { day }) {
  const place = admin.hours?.shifts[day]?.length ?? 0;
  return also(week(admin, (shifts) => withNewShift(shifts, day)), { do: "focus", what: `shift-${day}-${place}-opens` });
}

/** @type {Act} */
function removes_shift(admin, { day, place }) {
  return also(week(admin, (shifts) => withoutShift(shifts, day, place)), { do: "focus", what: `add-${day}` });
}

/** @type {Act} */
function works_on_holidays(admin, { on }) {
  return admin.hours ? { ...admin, hours: { ...admin.hours, works_on_holidays: on } } : admin;
}

/** @type {Act} */
function saves_hours(admin) {
  // A second click would send the version that the first one has just made old.
  if (!admin.hours || admin.busy === "hours_saved") return admin;
  const shifts = tidy(admin.hours.shifts);
  const [first, ...rest] = faultsOf(shifts);
  if (first) {
    const wrong = { ...admin, hours: { ...admin.hours, shifts }, shiftFaults: [first, ...rest], notice: null };
    return also(wrong, { do: "focus", what: `shift-${first.day}-${first.place}-${first.end ?? "opens"}` });
  }
  const body = { ...admin.hours, shifts: sorted(shifts) };
  const then = { type: "hours_saved", channel: admin.channel, body, sent: admin.hours };
  return called({ ...admin, notice: null }, { method: "PUT", path: `${ofChannel(admin.channel)}/hours`, body, then });
}

/** @type {Act} */
function drops_hours(admin) {
  return hoursAsked(clean(admin));
}

/** @type {Act} */
function previews(admin, { at }) {
  const path = `${ofChannel(admin.channel)}/preview?${new URLSearchParams({ at })}`;
  const then = { type: "preview_came", channel: admin.channel };
  return called({ ...admin, preview: null }, { method: "GET", path, then, form: "preview" });
}

/** @type {Act} */
function adds(admin, { list, body, undoing = false }) {
  // A second click would add it twice.
  if (admin.busy === "added") return admin;
  const then = { type: "added", list, channel: admin.channel, undoing };
  return called({ ...admin, notice: null }, { method: "POST", path: pathOf(admin, list), body, then, form: undoing ? undefined : list });
}

/** @type {Act} */
function removes(admin, { list, item }) {
  const then = { type: "removed", list, item, channel: admin.channel };
  const path = `${pathOf(admin, list)}/${encodeURIComponent(item.id)}`;
  return called({ ...admin, notice: null }, { method: "DELETE", path, then });
}

/** @type {Act} */
function asks_more(admin, { list }) {
  const next = admin.lists[/** @type {import("./types.js").ListName} */ (list)]?.next;
  return next ? listed(admin, list, next) : admin;
}

/** @type {Act} */
function chooses_day(admin, { day }) {
  return listed({ ...admin, day, lists: {} }, "conversations");
}

/** From a conversation in the list to the form that blocks its visitor, with whom that hits besides. @type {Act} */
function blocks_from(admin, { conversation }) {
  return { ...admin, blockFor: conversation };
}

/** Everything of a conversation, for good. @type {Act} */
function erases(admin, { conversation, reason }) {
  const path = `admin/conversations/${encodeURIComponent(conversation)}/erase`;
  return called({ ...admin, notice: null }, { method: "POST", path, body: { reason }, then: { type: "erased", conversation } });
}

/** Other entries of the trail. @type {Act} */
function seeks(admin, { change }) {
  return listed({ ...admin, sought: { ...admin.sought, ...change }, lists: {} }, "audit");
}

/** @type {Act} */
function checks_trail(admin) {
  return checkAsked({ ...admin, check: null, notice: null });
}

/** @type {Act} */
function dismisses(admin) {
  return { ...admin, notice: null };
}

/** A list of centres in place of the one that is shown; `before` is that one, for who wants it back. @type {Act} */
function brings_centres(admin, { csv, before, form = "centres" }) {
  // A second click would send the version that the first one has just made old.
  if (admin.busy === "centres_kept") return admin;
  const then = { type: "centres_kept", channel: admin.channel, csv, before };
  const body = { csv, version: admin.centres?.version ?? 0 };
  const path = `${ofChannel(admin.channel)}/centres`;
  return called({ ...admin, notice: null, sentCsv: csv }, { method: "PUT", path, body, then, form });
}

/** What the page itself sees to be wrong. @type {Act} */
function told_wrong(admin, { words }) {
  return { ...admin, notice: { words, values: {}, kind: "fault", undo: null } };
}

/** Changes of the hours that nobody wants to keep. @type {Act} */
function forgets_hours(admin) {
  return { ...admin, hours: admin.saved, shiftFaults: [] };
}

/** The next look at the channels; nothing that somebody is told or does is disturbed by it. @type {Act} */
function channels_seen(admin, { items, at }) {
  return { ...admin, channels: items, seenAt: at, missed: false };
}

/** @type {Act} */
function channels_missed(admin) {
  return { ...admin, missed: true };
}

/** Every channel that is not closed by hand yet. @type {Act} */
function closes_all(admin, { reason }) {
  const open = (admin.channels ?? []).filter(({ closed_now: closed }) => !closed).map(({ channel }) => channel);
  const body = reason ? { reason } : {};
  /** @type {Admin} */
  const calm = { ...admin, notice: null };
  return open.reduce((told, channel) => called(told, { method: "POST", path: `${ofChannel(channel)}/close`, body, then: { type: "closed_one", channel, all: open } }), calm);
}

/** @type {Act} */
function reopens_all(admin, { channels }) {
  return channels.reduce((/** @type {Admin} */ told, /** @type {string} */ channel) => called(told,
    { method: "POST", path: `${ofChannel(channel)}/reopen`, body: {}, then: { type: "reopened", channel } }), { ...admin, notice: null });
}

/** @type {Act} */
function handles_fault(admin, { id, handled, note }) {
  const path = `admin/faults/${encodeURIComponent(id)}`;
  return called({ ...admin, notice: null }, { method: "PUT", path, body: { handled, ...(note ? { note } : {}) }, then: { type: "fault_marked" } });
}
