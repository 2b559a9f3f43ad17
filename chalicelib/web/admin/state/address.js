// Where somebody is stands in the address, so that Back, a bookmark and a reload come back there: #hours/jac.

/** @typedef {import("./types.js").Admin} Admin */

/** The parts that are about one channel. */
export const OF_CHANNEL = ["hours", "dates", "conversations", "centres", "figures"];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param {Pick<Admin, "section" | "channel" | "day">} admin */
export function addressOf({ section, channel, day }) {
  const more = section === "conversations" ? [channel, day] : OF_CHANNEL.includes(section) ? [channel] : [];
  return `#${[section, ...more].join("/")}`;
}

/** The part that an address names, and what else it says: nothing that there is not. @param {string} hash @param {Record<string, unknown>} channels @returns {{section: string, place: {channel?: string, day?: string}}} */
export function placeOf(hash, channels) {
  const [section, channel = "", day = ""] = hash.slice(1).split("/");
  return { section, place: { ...(Object.hasOwn(channels, channel) ? { channel } : {}), ...(DAY.test(day) ? { day } : {}) } };
}
