// Pure delivery rules of both sides of a conversation: number and keep what is sent until the server has
// it, drop what arrives twice, see what is missing, and put everybody's messages in one order.

/**
 * @typedef {"visitor" | "counsellor"} Side
 * @typedef {{visitor: number, counsellor: number}} Have
 * @typedef {{from: Side, n: number, id: string, text: string, at: string, author?: string, own?: boolean}} Message
 *
 * `flight` tells where a message of ours is: `queued` here, `sent` and not answered yet, `refused` because
 * its number was taken, or `failed` for good.
 * @typedef {{n: number, id: string, text: string, flight: "queued" | "sent" | "refused" | "failed"}} Pending
 * @typedef {{top: number, taken?: number, items: readonly Pending[]}} Outbox  `top`: highest number ever used by our side,
 *   `taken`: highest that the server had when a connection was made
 *
 * `base`: up to where the other tab or an earlier visit had it all; nothing before it is asked for.
 * @typedef {{base: Have, asked: Have, messages: readonly Message[]}} Log
 */

const NOTHING = Object.freeze({ visitor: 0, counsellor: 0 });
/** @type {readonly Side[]} */
const SIDES = ["visitor", "counsellor"];

/** @returns {Outbox} */
export function emptyOutbox(top = 0) {
  return { top, items: [] };
}

/**
 * Queue a text under the next number.
 * @param {Outbox} outbox @param {string} id @param {string} text @returns {Outbox}
 */
export function put(outbox, id, text) {
  const n = outbox.top + 1;
  return { ...outbox, top: n, items: [...outbox.items, { n, id, text, flight: "queued" }] };
}

/**
 * What may be sent now. Nothing while a refusal waits for its new number: order would be lost. Nor what comes after a
 * number that somebody else may have (a colleague, another tab): first the service says whose it is.
 * @param {Outbox} outbox @returns {readonly Pending[]}
 */
export function sendable({ items, taken = 0 }) {
  if (items.some((item) => item.flight === "refused")) return [];
  const waits = items.some((item) => item.flight !== "failed" && item.n <= taken);
  return items.filter((item) => item.flight === "queued" && (!waits || item.n <= taken));
}

/** @param {Outbox} outbox @param {readonly Pending[]} items @returns {Outbox} */
export function markSent(outbox, items) {
  const ids = new Set(items.map((item) => item.id));
  return withItems(outbox, outbox.items.map((item) => (ids.has(item.id) ? { ...item, flight: "sent" } : item)));
}

/**
 * The server has it: forget it here.
 * @param {Outbox} outbox @param {{id: string, n: number}} said @returns {Outbox}
 */
export function said(outbox, { id, n }) {
  const left = outbox.items.filter((item) => item.id !== id);
  return renumbered({ ...outbox, top: Math.max(outbox.top, n), items: left });
}

/**
 * Its number is taken by another message of ours (a second tab). Numbers are given anew only when nothing
 * is under way any more: until then a later message may still be stored under its old number.
 * @param {Outbox} outbox @param {{id?: string, last_n?: number}} refusal @returns {Outbox}
 */
export function outOfStep(outbox, { id, last_n: last }) {
  const marked = withFlight(outbox, id, "refused");
  return renumbered({ ...marked, top: Math.max(marked.top, last ?? 0) });
}

/**
 * Send it again: the server could not take it now (too fast, its own trouble), or a person pressed retry.
 * @param {Outbox} outbox @param {string | undefined} id @returns {Outbox}
 */
export function requeue(outbox, id) {
  return withFlight(outbox, id, "queued");
}

/**
 * It can never be stored as it is; a person decides what to do with it.
 * @param {Outbox} outbox @param {string | undefined} id @returns {Outbox}
 */
export function fail(outbox, id) {
  return withFlight(outbox, id, "failed");
}

/** @param {Outbox} outbox @param {string} id @returns {Outbox} */
export function discard(outbox, id) {
  return withItems(outbox, outbox.items.filter((item) => item.id !== id));
}

/**
 * A new connection: what the server turns out to have is done, everything else is sent again under the
 * same number and id, so that a repeat is known as one.
 * @param {Outbox} outbox @param {Iterable<string>} stored ids of ours that the server has @param {number} last
 * @returns {Outbox}
 */
export function reconnected(outbox, stored, last) {
  const known = new Set(stored);
  const items = outbox.items.filter((item) => !known.has(item.id));
  const queued = items.map((item) => (item.flight === "failed" ? item : { ...item, flight: "queued" }));
  return { top: Math.max(outbox.top, last), taken: last, items: /** @type {Pending[]} */ (queued) };
}

/** @param {Outbox} outbox @param {readonly Pending[]} items @returns {Outbox} */
function withItems(outbox, items) {
  return { ...outbox, items };
}

/** @param {Outbox} outbox @param {string | undefined} id @param {Pending["flight"]} flight */
function withFlight(outbox, id, flight) {
  return withItems(outbox, outbox.items.map((item) => (item.id === id ? { ...item, flight } : item)));
}

/** @param {Outbox} outbox @returns {Outbox} */
function renumbered(outbox) {
  const refused = outbox.items.some((item) => item.flight === "refused");
  if (!refused || outbox.items.some((item) => item.flight === "sent")) return outbox;
  let top = outbox.top;
  const items = outbox.items.map((item) =>
    item.flight === "failed" ? item : /** @type {Pending} */ ({ ...item, n: ++top, flight: "queued" }));
  return { ...outbox, top, items };
}

/** @param {Have} [base] @returns {Log} */
export function emptyLog(base = NOTHING) {
  return { base: { ...base }, asked: { ...NOTHING }, messages: [] };
}

/**
 * Take in messages, each only once, and keep them in order. The same id under another number is a repeat
 * too: it was sent again after a refusal that came too late.
 * @param {Log} log @param {readonly Message[]} arrived @returns {Log}
 */
export function receive(log, arrived) {
  const messages = [...log.messages];
  for (const message of arrived) {
    if (!messages.some((known) => same(known, message))) messages.push(message);
  }
  return messages.length === log.messages.length ? log : { ...log, messages: inOrder(messages) };
}

/** @param {Message} one @param {Message} other */
function same(one, other) {
  return one.from === other.from && (one.n === other.n || one.id === other.id);
}

/**
 * Up to where nothing is missing, of each sender.
 * @param {Log} log @returns {Have}
 */
export function have(log) {
  return { visitor: unbroken(log, "visitor"), counsellor: unbroken(log, "counsellor") };
}

/** @param {Log} log @param {Side} side */
function unbroken(log, side) {
  const numbers = new Set(log.messages.filter((message) => message.from === side).map((message) => message.n));
  let n = log.base[side];
  while (numbers.has(n + 1)) n += 1;
  return n;
}

/**
 * Is something missing that was not asked for yet? Each gap is asked for once: a number that its sender
 * gave up is never filled, and asking again and again would cost everybody.
 * @param {Log} log @param {Partial<Have>} [last] highest numbers that the server told
 * @returns {{have: Have, log: Log} | null}
 */
export function gap(log, last = {}) {
  const now = have(log);
  const fresh = SIDES.filter((side) => highest(log, side, last) > now[side] && log.asked[side] <= now[side]);
  if (fresh.length === 0) return null;
  const asked = { ...log.asked };
  for (const side of fresh) asked[side] = now[side] + 1;
  return { have: now, log: { ...log, asked } };
}

/** @param {Log} log @param {Side} side @param {Partial<Have>} last */
function highest(log, side, last) {
  const numbers = log.messages.filter((message) => message.from === side).map((message) => message.n);
  return Math.max(log.base[side], last[side] ?? 0, ...numbers);
}

/**
 * One order for everybody: of one sender by number, between senders by the server's time. The server may
 * have stored number 2 before number 1, so a message counts as no earlier than those before it.
 * @param {readonly Message[]} messages @returns {Message[]}
 */
export function inOrder(messages) {
  /** @type {Map<Message, string>} */
  const moments = new Map();
  for (const side of SIDES) {
    let latest = "";
    for (const message of messages.filter((each) => each.from === side).sort((a, b) => a.n - b.n)) {
      latest = message.at > latest ? message.at : latest;
      moments.set(message, latest);
    }
  }
  return [...messages].sort((a, b) =>
    compare(moments.get(a) ?? "", moments.get(b) ?? "") || compare(a.from, b.from) || a.n - b.n);
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
