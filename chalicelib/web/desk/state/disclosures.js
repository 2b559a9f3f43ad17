import { also, announced, chimed } from "./effects.js";

/** @typedef {import("./types.js").Desk} Desk */
/** @typedef {import("./types.js").Disclosure} Disclosure */
/** @typedef {(desk: Desk, event: import("./types.js").Event) => Desk} Act */

/** @type {Disclosure} */
const NONE = { item: null, pending: null, fault: null, origins: null };

/** What becomes of a request to see where a visitor is. @type {Record<string, Act>} */
export const DISCLOSURES = {
  asks_disclosure, disclosures_came, disclosure_failed, looks_at_origin, origins_came, hides_origin, may_call,
};

/** @param {Desk} desk @param {string} id @param {Partial<Disclosure>} change @returns {Desk} */
function known(desk, id, change) {
  const before = desk.disclosures[id] ?? NONE;
  return { ...desk, disclosures: { ...desk.disclosures, [id]: { ...before, ...change } } };
}

/** @type {Act} */
function asks_disclosure(desk, { conversation, plea }) {
  if (desk.disclosures[conversation]?.pending) return desk;
  const asking = known(desk, conversation, { pending: "ask", fault: null });
  return also(asking, { do: "disclose", what: "ask", conversation, plea });
}

/** The newest of each conversation counts; they come newest first. @type {Act} */
function disclosures_came(desk, { items, onCall }) {
  const newest = /** @type {import("./types.js").DisclosureItem[]} */ (items).filter((item, place, all) => all.findIndex((one) => one.conversation === item.conversation) === place);
  return newest.reduce(came, { ...desk, onCall: onCall ?? desk.onCall });
}

/** @param {Desk} desk @param {import("./types.js").DisclosureItem} item @returns {Desk} */
function came(desk, item) {
  const before = desk.disclosures[item.conversation]?.item;
  const next = known(desk, item.conversation, { item, pending: null, fault: null });
  if (!before || before.id !== item.id || before.state === item.state) return next;
  const about = desk.conversations[item.conversation] ?? desk.finished.find(({ id }) => id === item.conversation);
  const nickname = about?.nickname ?? "";
  return chimed(announced(next, `desk.announce.disclosure_${item.state}`, { nickname }));
}

/** @type {Act} */
function disclosure_failed(desk, { conversation, kind, message }) {
  const fault = { kind, message };
  return announced(known(desk, conversation, { pending: null, fault }), "desk.announce.disclosure_failed");
}

/** Each look is written down, so one click is one look. @type {Act} */
function looks_at_origin(desk, { conversation }) {
  const before = desk.disclosures[conversation];
  if (!before?.item || before.pending) return desk;
  const looking = known(desk, conversation, { pending: "look", fault: null });
  return also(looking, { do: "disclose", what: "look", conversation, id: before.item.id });
}

/** @type {Act} */
function origins_came(desk, { conversation, origins }) {
  return known(desk, conversation, { item: origins.disclosure, origins, pending: null, fault: null });
}

/** What was shown is kept no longer than it is shown. @type {Act} */
function hides_origin(desk, { conversation }) {
  return known(desk, conversation, { origins: null });
}

/** @type {Act} */
function may_call(desk, { number }) {
  return { ...desk, onCall: number ?? null };
}
