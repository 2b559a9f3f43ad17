import { fill, h } from "../../shared/dom.js";
import { bodyRow, headRow } from "../frame/table.js";
import { dayWords } from "../wall.js";

/** How many reports came in each week, and from which browsers. @param {import("../view.js").Given} given */
export function weeks({ say, settings }) {
  const head = h("thead", { role: "rowgroup" });
  const body = h("tbody", { role: "rowgroup" });
  const table = h("table", { role: "table", "aria-labelledby": "fault-weeks" }, head, body);
  const part = h("p", { class: "soft small" }, say("admin.faults.part"));
  const element = h("div", { class: "card" }, h("h2", { id: "fault-weeks" }, say("admin.faults.weeks")),
    h("div", { class: "table-frame", tabindex: 0, role: "region", "aria-labelledby": "fault-weeks" }, table), part);
  /** @type {import("../state/types.js").FaultWeeks | null} */
  let shown = null;

  return {
    element,
    /** @param {import("../view.js").Admin} admin */
    show({ faultWeeks }) {
      element.hidden = !faultWeeks?.items.length;
      if (!faultWeeks || faultWeeks === shown) return;
      shown = faultWeeks;
      part.hidden = faultWeeks.whole;
      const known = [...new Set(faultWeeks.items.flatMap(({ browsers }) => Object.keys(browsers)))].sort();
      const columns = [say("admin.faults.week"), say("admin.faults.total"), ...known.map((browser) => say(`admin.faults.browser.${browser}`))];
      fill(head, headRow(columns));
      fill(body, ...faultWeeks.items.map(({ week, total, browsers }) => (
        bodyRow(columns, [dayWords(week, settings.lang), total, ...known.map((browser) => browsers[browser] ?? 0)]))));
    },
  };
}
