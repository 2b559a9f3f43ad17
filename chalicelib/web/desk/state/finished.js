import { sent } from "./effects.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Finished} Finished */
/** @typedef {(desk: Desk, event: import("./types.js").Event) => Desk} Act */

// As many as the server tells at a time; a duty has fewer.
const MOST_TOLD = 50;

/** Conversations that are over and out of the way: in the tray, in the order of ending. @type {Record<string, Act>} */
export const FINISHED = { clears, brings_back, finished_came, wraps_up };

/** An ended conversation stays for the wrap-up until the counsellor puts it away. @type {Act} */
export function clears(desk, { conversation: id, now = 0 }) {
  const known = desk.conversations[id];
  if (!known || known.stage === "live") return desk;
  const conversations = Object.fromEntries(Object.entries(desk.conversations).filter(([other]) => other !== id));
  const order = desk.order.filter((other) => other !== id);
  const place = Math.min(desk.order.indexOf(id), order.length - 1);
  const active = desk.active === id ? order[place] ?? null : desk.active;
  const { channel, nickname, ending } = known;
  const away = { id, channel, nickname, endedAt: ending?.at ?? new Date(now).toISOString(), conversation: known };
  // What a colleague goes on with is theirs.
  const finished = known.stage === "handed_over" ? desk.finished : byEnding([...desk.finished, away]);
  return { ...desk, conversations, order, active, finished, putAway: finished === desk.finished ? null : id };
}

/** Put away by mistake: it is there again as it was. @type {Act} */
function brings_back(desk, { conversation: id }) {
  const away = desk.finished.find((one) => one.id === id)?.conversation;
  if (!away) return desk;
  return {
    ...desk, conversations: { ...desk.conversations, [id]: away }, order: [...desk.order, id], active: id,
    finished: desk.finished.filter((one) => one.id !== id), putAway: null,
  };
}

/** What ended before the page was loaded anew, as the server knows it. @type {Act} */
function finished_came(desk, { items }) {
  const known = new Set([...desk.order, ...desk.finished.map(({ id }) => id)]);
  const told = items.map((/** @type {import("../../wire/answers.js").EndedConversationView} */ one) => (
    { id: one.conversation, channel: one.channel, nickname: one.nickname, endedAt: one.ended_at, conversation: null }
  ));
  const wrapped = Object.fromEntries(items.map((/** @type {import("../../wire/answers.js").EndedConversationView} */ one) => [one.conversation, one.wrap_up]));
  return { ...desk, endedBefore: [], wrapped: { ...wrapped, ...desk.wrapped }, finished: byEnding([...desk.finished, ...told.filter((/** @type {Finished} */ { id }) => !known.has(id))]) };
}

/** How it ended and what it was about, as its counsellor chooses. @type {Act} */
function wraps_up(desk, { chosen }) {
  return sent(desk, { type: "wrap_up", ...chosen });
}

/** @param {Finished[]} finished */
function byEnding(finished) {
  return [...finished].sort((one, other) => Date.parse(one.endedAt) - Date.parse(other.endedAt));
}

/** The ids that a reload must not lose. Names and words are the server's to tell. @param {Desk} desk */
export function endedIds(desk) {
  const here = desk.order.filter((id) => ["ended", "gone"].includes(desk.conversations[id].stage));
  return [...new Set([...desk.endedBefore, ...desk.finished.map(({ id }) => id), ...here])].slice(-MOST_TOLD);
}
