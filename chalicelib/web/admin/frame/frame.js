import { h, set, write } from "../../shared/dom.js";
import { OF_CHANNEL } from "../state/address.js";
import { languages } from "../../staff/language.js";

/** @typedef {import("../view.js").Given} Given */

/** The navigation, and the choice of channel where there is one to make. @param {Given} given @param {string[]} sections */
export function frame({ say, acts, settings }, sections) {
  const links = sections.map((section) => h("a", { href: `#${section}` }, say(`admin.${section}.title`)));
  const select = h("select", { id: "channel" },
    ...Object.entries(settings.channels).map(([value, { title }]) => h("option", { value }, title)));
  select.addEventListener("change", () => acts.dispatch({ type: "chooses", channel: select.value }));
  const channels = h("div", { class: "channel-choice" }, h("label", { for: "channel" }, say("admin.channel")), select);

  const nav = h("nav", { id: "parts", "aria-label": say("admin.nav") }, h("ul", {}, ...links.map((link) => h("li", {}, link))));
  const here = h("span", {});
  let shown = "";
  // Where there is no room beside the page, the parts stand behind this.
  const fold = h("button", { type: "button", class: "fold", "aria-expanded": "false", "aria-controls": "parts", onclick: () => unfold(!nav.classList.contains("open")) },
    h("span", { class: "unseen" }, `${say("admin.nav")}: `), here);
  const unfold = (/** @type {boolean} */ open) => {
    nav.classList.toggle("open", open);
    fold.setAttribute("aria-expanded", String(open));
  };

  return {
    channels,
    element: h("header", { class: "side" },
      h("p", { class: "brand" }, say("admin.title")),
      fold, nav,
      h("p", { class: "soft small" }, say("admin.signed_in", { name: acts.person })),
      h("button", { type: "button", class: "plain", onclick: () => acts.leave() }, say("staff.sign_out")), languages(settings.lang)),
    /** @param {import("../view.js").Admin} admin */
    show(admin) {
      channels.hidden = !OF_CHANNEL.includes(admin.section);
      select.value = admin.channel;
      if (admin.section !== shown) unfold(false);
      shown = admin.section;
      write(here, say(`admin.${shown}.title`));
      sections.forEach((section, place) => set(links[place], { "aria-current": section === admin.section ? "page" : null }));
    },
  };
}
