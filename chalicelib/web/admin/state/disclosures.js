import { also, called, done } from "./effects.js";
import { listed } from "./loads.js";

/** @typedef {import("./types.js").Admin} Admin */
/** @typedef {(admin: Admin, event: import("./types.js").Event) => Admin} Step */

const PATH = "admin/disclosures";

/** What the administrator does about disclosures, and what is seen of them meanwhile. @type {Record<string, Step>} */
export const DISCLOSURE_ACTS = { orders_from, disclosures_seen, decides, looks_at, exports_figures, hides_origins };

/** @type {Record<string, Step>} */
export const DISCLOSURE_ANSWERS = { decided, figures_came, origins_came, file_came };

/** Those that this administrator may answer. @param {Pick<Admin, "openOnes">} admin */
export function waiting({ openOnes }) {
  return openOnes.filter(({ state, mine }) => state === "asked" && !mine);
}

/** @type {Step} */
function disclosures_seen(admin, { items }) {
  return { ...admin, openOnes: items };
}

/** From a conversation in the list to the form that asks where it came from. @type {Step} */
function orders_from(admin, { conversation }) {
  return { ...admin, orderFor: conversation };
}

/** @type {Step} */
function decides(admin, { id, move, words }) {
  if (admin.busy === "decided") return admin;
  const path = `${PATH}/${encodeURIComponent(id)}/${move}`;
  return called({ ...admin, notice: null }, { method: "POST", path, body: { words }, then: { type: "decided" } });
}

/** What was decided is no longer waiting, before the next round says so. @type {Step} */
function decided(admin, { answer }) {
  const openOnes = admin.openOnes.map((one) => (one.id === answer.id ? answer : one)).filter(({ state }) => state !== "refused");
  return listed(done({ ...admin, openOnes }, `admin.disclosures.${answer.state}`), "disclosures");
}

/** @type {Step} */
function looks_at(admin, { id }) {
  if (admin.busy === "origins_came") return admin;
  return called({ ...admin, notice: null }, { method: "POST", path: `${PATH}/${encodeURIComponent(id)}/looks`, body: {}, then: { type: "origins_came" } });
}

/** @type {Step} */
function origins_came(admin, { answer }) {
  return { ...admin, origins: answer };
}

/** @type {Step} */
function hides_origins(admin) {
  return { ...admin, origins: null };
}

/** @type {Step} */
function exports_figures(admin) {
  return called({ ...admin, notice: null }, { method: "POST", path: "admin/disclosure-figures/exports", body: {}, then: { type: "file_came" } });
}

/** @type {Step} */
function figures_came(admin, { answer }) {
  return { ...admin, years: answer.items };
}

/** @type {Step} */
function file_came(admin, { answer }) {
  return also(done(admin, "admin.disclosures.exported"), { do: "save", name: answer.name, text: answer.text });
}
