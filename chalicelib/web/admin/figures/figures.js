import { DAYS } from "../state/week.js";
import { fill, h } from "../../shared/dom.js";
import { yearFigures } from "../disclosures/figures.js";
import { bodyRow, headRow } from "../frame/table.js";
import { monthOf } from "../state/figures.js";
import { bar, columns, square } from "./plot.js";

/**
 * @typedef {import("../view.js").Given} Given
 * @typedef {import("../../wire/answers.js").CellView} Cell
 * @typedef {import("../../wire/answers.js").PeriodView} Period
 * @typedef {import("../../wire/answers.js").ShareView} Share
 * @typedef {import("../../wire/answers.js").FiguresView} Counted
 */

const AWAY = ["busy", "closed", "blocked", "too_many"];
const STARTS = ["conversations", ...AWAY];
const EVENTS = ["drops", "counsellor_drops", "resumes", "transfers", "moves", "blocks"];
// Columns whose words have another name than what they show.
const LIGHTS = /** @type {const} */ ({ light_open: "open", light_busy: "busy", light_planned: "planned" });
const PROOFS = /** @type {const} */ ({ deleted_proved: "proved", deleted_missing: "missing", deleted_late: "late" });
const MEANS = /** @type {const} */ (["minutes", "messages", "first_answer_seconds"]);
const BY = ["day", "week", "month", "weekday", "hour"];

/** How many came, what became of them, and of whole months who they were; without small numbers. @param {Given} given @returns {import("../view.js").Piece} */
export function figures(given) {
  const { say, acts } = given;
  const chosen = choice(given);
  const body = h("div", { class: "report" });
  const years = yearFigures(given);
  /** @type {Counted | null | undefined} */
  let shown;
  const button = (/** @type {string} */ words, /** @type {() => void} */ onclick) => h("button", { type: "button", onclick }, say(words));
  return {
    element: h("section", {}, h("p", {}, say("admin.figures.what")), chosen.element, body,
      h("div", { class: "row" }, button("admin.figures.export", () => acts.dispatch({ type: "takes_figures" })), button("admin.figures.print", () => print())),
      h("h2", {}, say("admin.disclosures.title")), years.element, h("p", {}, h("a", { href: "#audit" }, say("admin.figures.proofs")))),
    show(admin) {
      chosen.show(admin);
      years.show(admin);
      if (admin.counted === shown) return;
      shown = admin.counted;
      fill(body, ...(shown ? report(given, shown, admin.channel) : [h("p", { class: "soft" }, say("admin.loading"))]));
    },
  };
}

/** Which days, and by what. @param {Given} given */
function choice({ say, acts }) {
  let today = "";
  const inputs = {
    from: h("input", { type: "date", id: "figures-from", required: true }), to: h("input", { type: "date", id: "figures-to", required: true }),
    by: h("select", { id: "figures-by" }, ...BY.map((by) => h("option", { value: by }, say(`admin.figures.by.${by}`)))),
  };
  const fields = Object.entries(inputs).map(([name, input]) => {
    input.addEventListener("change", () => { if (input.value) acts.dispatch({ type: "spans", change: { [name]: input.value } }); });
    return h("div", { class: "channel-choice" }, h("label", { for: input.id }, say(`admin.figures.${name}`)), input);
  });
  const months = [1, 0].map((back) => h("button", { type: "button", onclick: () => acts.dispatch({ type: "spans", change: monthOf(today, back) }) }, say(`admin.figures.month_${back}`)));
  const fault = h("p", { class: "fault", role: "alert" });
  return {
    element: h("div", {}, ...fields, h("div", { class: "row" }, ...months), fault),
    /** @param {import("../view.js").Admin} admin */
    show({ span, today: day, form, errors }) {
      today = day;
      for (const name of /** @type {const} */ (["from", "to", "by"])) if (document.activeElement !== inputs[name]) inputs[name].value = span[name];
      const told = form === "figures" ? errors.map(({ message }) => message).join(" ") : "";
      if (fault.textContent !== told) fault.textContent = told;
    },
  };
}

/** The report of a period, as it is printed. @param {Given} given @param {Counted} counted @param {string} channel */
function report(given, counted, channel) {
  const { say } = given;
  const all = [...counted.periods, counted.total];
  const away = (/** @type {Period} */ one) => AWAY.reduce((sum, name) => sum + one.counts[name].count, 0);
  const pairs = counted.periods.map((one) => /** @type {[number, number]} */ ([one.counts.conversations.count, away(one)]));
  const hours = counted.by === "hour";
  const lists = counted.tables.filter(({ rows }) => rows.some(({ count }) => count.count || count.hidden));
  return [
    h("p", { class: "told" }, sentence(given, counted, channel)),
    table(given, "admin.figures.starts", all, STARTS, (one, name) => said(given, one.counts[name])),
    columns(pairs),
    h("p", { class: "soft small" }, say("admin.figures.legend")),
    table(given, "admin.figures.light", all, keysOf(LIGHTS), (one, name) => number(given, Math.round(one.light[LIGHTS[name]] / 6) / 10)),
    ...(counted.week.length ? [heat(given, counted.week)] : []),
    ...(hours ? [] : [table(given, "admin.figures.events", all, EVENTS, (one, name) => said(given, one.counts[name])),
      table(given, "admin.figures.means", all, MEANS, (one, name) => number(given, one[name])),
      table(given, "admin.figures.deleted", all, keysOf(PROOFS), (one, name) => number(given, one.proofs?.[PROOFS[name]] ?? null))]),
    lists.length ? h("div", { class: "spreads" }, ...lists.map((list) => spread(given, list))) : h("p", { class: "soft" }, say("admin.figures.no_tables")),
  ];
}

/** @param {Given} given @param {Counted} counted @param {string} channel */
function sentence(given, { from, to, total }, channel) {
  const { say, settings } = given;
  const day = new Intl.DateTimeFormat(`${settings.lang}-BE`, { dateStyle: "long", timeZone: "UTC" });
  const [first, last] = [from, to].map((one) => day.format(new Date(one)));
  const away = AWAY.map((name) => total.counts[name]);
  const sum = { count: away.reduce((all, { count }) => all + count, 0), hidden: away.some(({ hidden }) => hidden) };
  const title = settings.channels[channel]?.title ?? channel;
  return say("admin.figures.sentence", { channel: title, from: first, to: last, talks: said(given, total.counts.conversations), away: said(given, sum) });
}

/** What is hidden says so, in words. @param {Given} given @param {Cell} [cell] */
function said(given, cell) {
  if (!cell) return "–";
  if (!cell.hidden) return number(given, cell.count);
  return given.say(cell.count ? "admin.figures.more" : "admin.figures.hidden", { count: number(given, cell.count) });
}

/** @param {Given} given @param {number | null} value */
function number({ settings }, value) {
  return value === null ? "–" : new Intl.NumberFormat(`${settings.lang}-BE`).format(value);
}

/** The names of columns, in their order. @template {string} Name @param {Record<Name, unknown>} named */
const keysOf = (named) => /** @type {Name[]} */ (Object.keys(named));

/**
 * Periods down, measures across.
 * @template {string} Name
 * @param {Given} given @param {string} title @param {Period[]} periods @param {readonly Name[]} names @param {(one: Period, name: Name) => string} cell
 */
function table(given, title, periods, names, cell) {
  const { say } = given;
  const heads = ["admin.figures.period", ...names.map((name) => `admin.figures.measure.${name}`)].map((key) => say(key));
  const rows = periods.map((one) => bodyRow(heads, [labelled(given, one.label), ...names.map((name) => cell(one, name))], "number"));
  return framed(say(title), h("thead", { role: "rowgroup" }, headRow(heads)), rows);
}

/** How much of each planned hour of the week was green. @param {Given} given @param {Counted["week"]} week */
function heat(given, week) {
  const title = given.say("admin.figures.heat");
  const hours = [...new Set(week.map(({ hour }) => hour))].sort();
  const days = DAYS.filter((day) => week.some(({ weekday }) => weekday === day));
  const head = [given.say("admin.figures.by.weekday"), ...hours.map((hour) => labelled(given, hour))];
  const rows = days.map((day) => h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }, labelled(given, day)), ...hours.map((hour) => {
    const one = week.find((each) => each.weekday === day && each.hour === hour);
    const part = one?.planned ? Math.min(1, one.open / one.planned) : 0;
    return h("td", { role: "cell", class: "number", "data-label": labelled(given, hour) }, one?.planned ? h("span", {}, square(part), ` ${Math.round(part * 100)} %`) : "–");
  })));
  return framed(title, h("thead", { role: "rowgroup" }, headRow(head)), rows);
}

/** One list, with a bar for each row. @param {Given} given @param {{name: string, rows: Share[]}} list */
function spread(given, { name, rows }) {
  const { say } = given;
  const title = say(`admin.figures.table.${name}`);
  const most = Math.max(...rows.map(({ count }) => count.count));
  const named = (/** @type {Share} */ row) => row.name ?? (/^\d$/.test(row.id) ? row.id : say(`admin.figures.row.${row.id}`));
  return framed(title, null, rows.map((row) => h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }, named(row)),
    h("td", { role: "cell", class: "number" }, said(given, row.count)), h("td", { role: "cell" }, bar(row.count.count, most)))));
}

/** @param {string} title @param {HTMLElement | null} head @param {HTMLElement[]} rows */
function framed(title, head, rows) {
  return h("div", { class: "table-frame", tabindex: 0, role: "region", "aria-label": title },
    h("table", { role: "table" }, h("caption", {}, title), head, h("tbody", { role: "rowgroup" }, ...rows)));
}

/** A period as people call it. @param {Given} given @param {string} label */
function labelled({ say, settings }, label) {
  const locale = `${settings.lang}-BE`;
  const written = (/** @type {string} */ day, /** @type {Intl.DateTimeFormatOptions} */ how) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...how }).format(new Date(day));
  if (label === "total") return say("admin.figures.total");
  if (DAYS.includes(label)) return written(`2024-01-0${DAYS.indexOf(label) + 1}`, { weekday: "long" });
  if (/^\d\d$/.test(label)) return `${label}.00`;
  if (label.includes("W")) return say("admin.figures.week", { week: label.slice(6) });
  return label.length === 7 ? written(`${label}-01`, { month: "long", year: "numeric" }) : written(label, { weekday: "short", day: "numeric", month: "short" });
}
