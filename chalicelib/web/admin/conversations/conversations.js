import { clockTime } from "../../shared/time.js";
import { fill, h } from "../../shared/dom.js";
import { dayWords } from "../wall.js";
import { askToErase } from "./erase.js";

/** @typedef {import("../view.js").Given} Given */

const COLUMNS = ["start", "end", "state", "counsellor", "language", "act"];

/** When which conversation took place; never what was said in it, and never an origin. @param {Given} given @returns {import("../view.js").Piece} */
export function conversations(given) {
  const { say, acts, settings } = given;
  const day = h("input", { type: "date", id: "day" });
  day.addEventListener("change", () => { if (day.value) acts.dispatch({ type: "chooses_day", day: day.value }); });
  const caption = h("caption", {});
  const body = h("tbody", { role: "rowgroup" });
  const head = h("tr", { role: "row" }, ...COLUMNS.map((name) => h("th", { scope: "col", role: "columnheader" }, say(`admin.conversations.${name}`))));
  // A narrow screen shows each row as a card; without their roles the cells would then no longer be a table.
  const table = h("table", { role: "table" }, caption, h("thead", { role: "rowgroup" }, head), body);
  const empty = h("p", { class: "soft" });
  const more = h("button", { type: "button", onclick: () => acts.dispatch({ type: "asks_more", list: "conversations" }) }, say("admin.more"));
  /** @type {import("../state/types.js").List | undefined} */
  let shown;

  return {
    element: h("section", {}, h("p", {}, say("admin.conversations.what")),
      h("div", { class: "channel-choice" }, h("label", { for: "day" }, say("admin.conversations.day")), day),
      empty, h("div", { class: "table-frame", tabindex: 0, role: "region", "aria-label": say("admin.conversations.title") }, table), more),
    show(admin) {
      const list = admin.lists.conversations;
      if (document.activeElement !== day) day.value = admin.day;
      table.parentElement?.toggleAttribute("hidden", !list?.items.length);
      empty.textContent = list ? say("admin.conversations.none", { day: dayWords(admin.day, settings.lang) }) : admin.busy ? say("admin.loading") : "";
      empty.hidden = Boolean(list?.items.length);
      more.hidden = !list?.next;
      if (list === shown) return;
      shown = list;
      fill(caption, dayWords(admin.day, settings.lang));
      fill(body, ...(list?.items ?? []).map((item) => row(given, item)));
    },
  };
}

/** @param {Given} given @param {Record<string, any>} item */
function row(given, item) {
  const { say, acts, settings } = given;
  const start = clockTime(item.started_at, settings.lang);
  const end = item.ended_at ? clockTime(item.ended_at, settings.lang) : "–";
  const ended = item.reason ? say(`admin.reason.${item.reason}`) : say(`admin.state.${item.state}`);
  const by = item.ended_by && item.reason === "ended" ? say(`admin.by.${item.ended_by}`) : "";
  const block = () => {
    acts.dispatch({ type: "blocks_from", conversation: item.conversation });
    location.hash = "#blocks";
  };
  const button = h("button", { type: "button", "aria-label": say("admin.conversations.block_this", { start }), onclick: block }, say("admin.conversations.block"));
  const order = () => {
    acts.dispatch({ type: "orders_from", conversation: item.conversation });
    location.hash = "#disclosures";
  };
  const see = h("button", { type: "button", "aria-label": say("admin.conversations.disclose_this", { start }), onclick: order }, say("admin.conversations.disclose"));
  // While it goes on there is nothing to erase yet.
  const erase = item.ended_at && h("button", { type: "button", "aria-label": say("admin.conversations.erase_this", { start }), onclick: () => askToErase(given, item, start) }, say("admin.conversations.erase"));
  const does = h("div", { class: "row" }, button, see, erase);
  const cells = [start, end, [ended, by].filter(Boolean).join(", "), item.counsellor ?? "–", say(`admin.language.${item.language}`), does];
  return h("tr", { role: "row" }, ...cells.map((content, place) => cell(say(`admin.conversations.${COLUMNS[place]}`), content, place === 0)));
}

/** @param {string} label @param {string | HTMLElement} content @param {boolean} first */
function cell(label, content, first) {
  if (first) return h("th", { scope: "row", role: "rowheader", "data-label": label }, content);
  return h("td", { role: "cell", "data-label": label }, content);
}
