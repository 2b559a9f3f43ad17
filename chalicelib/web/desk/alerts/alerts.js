import { readChosen, writeChosen } from "../settings/chosen.js";
import { chime } from "../../staff/chime.js";
import { announcer } from "./announcer.js";

/** @typedef {import("../settings/chosen.js").Chosen} Chosen */
/** @typedef {ReturnType<typeof alerts>} Alerts */

/** What draws attention: the live region, a soft sound and the page's title. @param {import("../../shared/words.js").Say} say @param {HTMLElement} live */
export function alerts(say, live) {
  const announce = announcer(live);
  let chosen = readChosen();
  return {
    get chosen() { return chosen; },

    /** @param {Partial<Chosen>} change */
    choose(change) {
      chosen = { ...chosen, ...change };
      writeChosen(chosen);
      if (change.sound) chime();
    },

    /** @param {import("../state/types.js").Effect} effect */
    carryOut(effect) {
      if (effect.do === "announce") announce(say(effect.words, effect.values));
      if (effect.do === "chime" && chosen.sound) chime();
    },

    /** @param {import("../state/types.js").Desk} desk */
    show(desk) {
      const news = Object.values(desk.conversations).filter(({ unread, isNew }) => unread || isNew);
      const count = news.reduce((sum, { unread }) => sum + Math.max(unread, 1), 0);
      const words = say(news.some(({ isNew }) => isNew) ? "desk.news.conversation" : "desk.news.message");
      document.title = chosen.badge && count ? `(${count}) ${words} - ${say("desk.brand")}` : say("desk.title");
    },
  };
}
