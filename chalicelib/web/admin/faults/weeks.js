import { fill, h } from "../../shared/dom.js";
import { dayWords } from "../wall.js";

/** How many reports came in each week, and from which browsers. @param {import("../view.js").Given} given */
export function weeks({ say, settings }) {
  const head = h("tr", { role: "row" });
  const body = h("tbody", { role: "rowgroup" });
  const table = h("table", { role: "table", "aria-labelledby": "fault-weeks" }, h("thead", { role: "rowgroup" }, head), body);
  const part = h("p", { class: "soft small" }, say("admin.faults.part"));
  const element = h("div", { class: "card" }, h("h2", { id: "fault-weeks" }, say("admin.faults.weeks")),
    h("div", { class: "table-frame", tabindex: 0, role: "region", "aria-labelledby": "fault-weeks" }, table), part);
  /** @type {import("../state/types.js").FaultWeeks | null} */
  let shown = null;

  /** @param {string} label @param {string | number} text */
  const cell = (label, text) => h("td", { role: "cell", "data-label": label }, String(text));
  /** @param {string} text */
  const title = (text) => h("th", { scope: "col", role: "columnheader" }, text);

  return {
    element,
    /** @param {import("../view.js").Admin} admin */
    show({ faultWeeks }) {
      element.hidden = !faultWeeks?.items.length;
      if (!faultWeeks || faultWeeks === shown) return;
      shown = faultWeeks;
      part.hidden = faultWeeks.whole;
      const known = [...new Set(faultWeeks.items.flatMap(({ browsers }) => Object.keys(browsers)))].sort();
      const names = known.map((browser) => say(`admin.faults.browser.${browser}`));
      fill(head, title(say("admin.faults.week")), title(say("admin.faults.total")), ...names.map(title));
      fill(body, ...faultWeeks.items.map(({ week, total, browsers }) => h("tr", { role: "row" },
        h("th", { scope: "row", role: "rowheader", "data-label": say("admin.faults.week") }, dayWords(week, settings.lang)),
        cell(say("admin.faults.total"), total), ...known.map((browser, place) => cell(names[place], browsers[browser] ?? 0)))));
    },
  };
}
