import { h } from "../shared/dom.js";
import { audit } from "./audit/audit.js";
import { blocks } from "./blocks/blocks.js";
import { centres } from "./centres/centres.js";
import { conversations } from "./conversations/conversations.js";
import { dates } from "./dates/dates.js";
import { alarm } from "./disclosures/alarm.js";
import { disclosures } from "./disclosures/disclosures.js";
import { faults } from "./faults/faults.js";
import { figures } from "./figures/late.js";
import { frame } from "./frame/frame.js";
import { notices } from "./frame/notices.js";
import { save } from "./frame/save.js";
import { guidance } from "./guidance/guidance.js";
import { hours } from "./hours/hours.js";
import { now } from "./now/now.js";
import { ranges } from "./ranges/ranges.js";

/**
 * @typedef {import("./state/types.js").Admin} Admin
 * @typedef {{dispatch: (event: import("./state/types.js").Event) => void, leave: () => void, person: string}} Acts
 * @typedef {{settings: import("../shared/settings.js").Settings, say: import("../shared/words.js").Say, acts: Acts}} Given
 * @typedef {{element: HTMLElement, show: (admin: Admin) => void, empty?: (form: string) => void}} Piece
 */

/** @type {Record<string, (given: Given) => Piece>} */
const SECTIONS = { now, hours, dates, conversations, disclosures, blocks, figures, faults, ranges, centres, audit, guidance };

/** As Tab does: what stands in a field is replaced by what is typed. @param {HTMLElement | null} element */
function enter(element) {
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
}

/** The whole page: navigation, what was just done, and the part that is open. @param {Given} given */
export function view(given) {
  const { say } = given;
  const title = h("h1", { tabindex: -1 });
  const top = frame(given, Object.keys(SECTIONS));
  const told = notices(given);
  const bell = alarm(given);
  const parts = Object.entries(SECTIONS).map(([name, make]) => ({ name, ...make(given) }));
  const main = h("main", {}, bell.element, title, top.channels, told.element, ...parts.map((part) => part.element));

  return {
    element: h("div", { class: "admin-page" }, top.element, main),

    /** @param {Admin} admin */
    show(admin) {
      top.show(admin);
      told.show(admin);
      bell.show(admin);
      title.textContent = say(`admin.${admin.section}.title`);
      const waits = bell.waiting ? `(${bell.waiting}) ` : "";
      const here = say(`admin.${admin.section}.title`);
      document.title = `${waits}${here} · ${say("admin.title")}`;
      for (const part of parts) {
        part.element.hidden = part.name !== admin.section;
        if (part.name === admin.section) part.show(admin);
      }
    },

    /** @param {import("./state/types.js").Effect} effect */
    carryOut(effect) {
      if (effect.do === "focus") enter(document.getElementById(effect.what));
      if (effect.do === "save") save(effect);
      if (effect.do === "empty") for (const part of parts) part.empty?.(effect.form);
    },

    /** Somebody followed a link: they are at the top of something new. */
    arrive: () => title.focus(),
  };
}
