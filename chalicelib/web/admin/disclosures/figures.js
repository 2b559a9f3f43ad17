import { fill, h } from "../../shared/dom.js";
import { bodyRow, headRow } from "../frame/table.js";

const COUNTS = /** @type {const} */ (["asked", "granted", "refused", "looks", "within_5", "mean_minutes"]);

/** The figures of three years, and a file of all of them. @param {import("../view.js").Given} given */
export function yearFigures({ say, acts, settings }) {
  const columns = [say("admin.disclosures.year"), ...COUNTS.map((name) => say(`admin.disclosures.count.${name}`))];
  const body = h("tbody", { role: "rowgroup" });
  const table = h("table", { role: "table", "aria-label": say("admin.disclosures.figures") }, h("thead", { role: "rowgroup" }, headRow(columns)), body);
  const number = new Intl.NumberFormat(`${settings.lang}-BE`);
  /** @type {import("../../wire/answers.js").YearView[] | null} */
  let shown = null;

  /** @param {import("../../wire/answers.js").YearView} year */
  function row(year) {
    const counts = COUNTS.map((name) => year[name]);
    return bodyRow(columns, [year.year, ...counts.map((count) => (count === null ? "–" : number.format(count)))]);
  }

  return {
    element: h("div", {}, h("div", { class: "table-frame", tabindex: 0, role: "region", "aria-label": say("admin.disclosures.figures") }, table),
      h("button", { type: "button", onclick: () => acts.dispatch({ type: "exports_figures" }) }, say("admin.disclosures.export"))),
    /** @param {import("../view.js").Admin} admin */
    show({ years }) {
      if (years === shown) return;
      shown = years;
      fill(body, ...(years ?? []).map(row));
    },
  };
}
