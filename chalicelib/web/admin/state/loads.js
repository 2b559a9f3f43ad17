import { called } from "./effects.js";
import { countedAsked } from "./figures.js";

/** @typedef {import("./types.js").Admin} Admin */
/** @typedef {import("./types.js").ListName} ListName */

/** @param {string} channel */
export function ofChannel(channel) {
  return `admin/channels/${encodeURIComponent(channel)}`;
}

/** Where each list stands. @param {Admin} admin @param {ListName} name */
export function pathOf({ channel, day, sought }, name) {
  const query = new URLSearchParams({ channel, day });
  const wanted = String(new URLSearchParams(Object.entries(sought).filter(([, value]) => value)));
  return {
    closures: `${ofChannel(channel)}/closures`, openings: `${ofChannel(channel)}/openings`,
    blocks: "admin/blocks", ranges: "admin/ranges", conversations: `admin/conversations?${query}`, disclosures: "admin/disclosures", faults: "admin/faults",
    audit: wanted ? `admin/audit?${wanted}` : "admin/audit",
  }[name];
}

/** A page of a list; without a cursor the first one. @param {Admin} admin @param {ListName} list @param {string} [cursor] */
export function listed(admin, list, cursor) {
  const path = pathOf(admin, list);
  const more = cursor ? `${path.includes("?") ? "&" : "?"}${new URLSearchParams({ cursor })}` : "";
  const then = { type: "list_came", list, cursor, channel: admin.channel, day: admin.day, sought: admin.sought };
  return called(admin, { method: "GET", path: path + more, then });
}

/** A part of a check of the trail; without a cursor the first one. @param {Admin} admin @param {string} [cursor] */
export function checkAsked(admin, cursor) {
  const more = cursor ? `?${new URLSearchParams({ cursor })}` : "";
  return called(admin, { method: "GET", path: `admin/audit/check${more}`, then: { type: "trail_checked" } });
}

/** @param {Admin} admin */
export function channelsAsked(admin) {
  return called(admin, { method: "GET", path: "admin/channels", then: { type: "channels_came" } });
}

/** @param {Admin} admin */
export function hoursAsked(admin) {
  const then = { type: "hours_came", channel: admin.channel };
  return called(admin, { method: "GET", path: `${ofChannel(admin.channel)}/hours`, then });
}

/** @param {Admin} admin */
export function centresAsked(admin) {
  const then = { type: "centres_came", channel: admin.channel };
  return called(admin, { method: "GET", path: `${ofChannel(admin.channel)}/centres`, then });
}

/** @param {Admin} admin */
function faultWeeksAsked(admin) {
  return called(admin, { method: "GET", path: "admin/fault-figures", then: { type: "fault_weeks_came" } });
}

/** @param {Admin} admin */
function figuresAsked(admin) {
  return called(admin, { method: "GET", path: "admin/disclosure-figures", then: { type: "figures_came" } });
}

/** Whom a block of a conversation hits besides its visitor. @param {Admin} admin */
function reachAsked(admin) {
  const path = `admin/conversations/${encodeURIComponent(admin.blockFor)}/reach`;
  return admin.blockFor ? called(admin, { method: "GET", path, then: { type: "reach_came", conversation: admin.blockFor } }) : admin;
}

/** What each part of the page has to know first. @type {Record<string, (admin: Admin) => Admin>} */
export const FIRST = {
  now: channelsAsked,
  hours: hoursAsked,
  dates: (admin) => listed(listed(admin, "closures"), "openings"),
  blocks: (admin) => reachAsked(listed(admin, "blocks")),
  ranges: (admin) => listed(admin, "ranges"),
  conversations: (admin) => listed(admin, "conversations"),
  centres: centresAsked,
  disclosures: (admin) => figuresAsked(listed(admin, "disclosures")),
  figures: (admin) => countedAsked(figuresAsked(admin)),
  faults: (admin) => faultWeeksAsked(listed(admin, "faults")),
  audit: (admin) => listed(admin, "audit"),
  guidance: (admin) => admin,
};
