import { clockTime } from "../../shared/clock.js";
import { fill, h } from "../../shared/dom.js";
import { bodyRow, headRow } from "../frame/table.js";
import { dayWords } from "../wall.js";
import { menuOf } from "./menu.js";

/** @typedef {import("../view.js").Given} Given */

// Enough to tell the conversations of a day apart when people talk about one.
const SHORT = 6;
const COLUMNS = ["start", "duration", "state", "counsellor", "language", "number", "act"];

/** When which conversation took place; never what was said in it, and never an origin. @param {Given} given @returns {import("../view.js").Piece} */
export function conversations(given) {
  const { say, acts, settings } = given;
  const day = h("input", { type: "date", id: "day" });
  day.addEventListener("change", () => { if (day.value) acts.dispatch({ type: "chooses_day", day: day.value }); });
  const caption = h("caption", {});
  const body = h("tbody", { role: "rowgroup" });
  const columns = COLUMNS.map((name) => say(`admin.conversations.${name}`));
  // A narrow screen shows each row as a card; without their roles the cells would then no longer be a table.
  const table = h("table", { role: "table" }, caption, h("thead", { role: "rowgroup" }, headRow(columns)), body);
  const empty = h("p", { class: "soft" });
  const more = h("button", { type: "button", onclick: () => acts.dispatch({ type: "asks_more", list: "conversations" }) }, say("admin.more"));
  /** @type {import("../state/types.js").Lists["conversations"]} */
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
      fill(body, ...(list?.items ?? []).map((item) => conversationRow(given, columns, item)));
    },
  };
}

/** How long it lasted, or since when it goes on: to the minute, and less than one is one. @param {Given} given @param {import("../../wire/answers.js").ConversationView} item */
function duration({ say }, { started_at: start, ended_at: end }) {
  if (!end) return say("admin.conversations.going");
  return say("admin.conversations.minutes", { n: Math.max(1, Math.round((Date.parse(end) - Date.parse(start)) / 60_000)) });
}

/** @param {Given} given @param {readonly string[]} columns @param {import("../../wire/answers.js").ConversationView} item */
function conversationRow(given, columns, item) {
  const { say, settings } = given;
  const start = clockTime(item.started_at, settings.lang);
  const ended = item.reason ? say(`admin.reason.${item.reason}`) : say(`admin.state.${item.state}`);
  const by = item.ended_by && item.reason === "ended" ? say(`admin.by.${item.ended_by}`) : "";
  const cells = [start, duration(given, item), [ended, by].filter(Boolean).join(", "), item.counsellor ?? "–", say(`admin.language.${item.language}`),
    h("code", {}, item.conversation.slice(0, SHORT)), menuOf(given, item, start)];
  return bodyRow(columns, cells);
}
