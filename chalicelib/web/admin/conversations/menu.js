import { h } from "../../shared/dom.js";
import { askToErase } from "./erase.js";

/** @typedef {import("../view.js").Given} Given */

/**
 * What can be done about a conversation, behind one button a row. The browser opens and closes it, keeps it above
 * everything else, and gives the focus back.
 * @param {Given} given @param {import("../../wire/answers.js").ConversationView} item @param {string} start
 */
export function menuOf(given, item, start) {
  const { say, acts } = given;
  const id = `menu-${item.conversation}`;
  /** @param {string} name @param {() => void} act */
  const entry = (name, act) => h("button", { type: "button", class: "plain", "aria-label": say(`admin.conversations.${name}_this`, { start }), onclick() {
    menu.hidePopover();
    act();
  } }, say(`admin.conversations.${name}`));
  /** @param {string} type @param {string} section */
  const goes = (type, section) => () => {
    acts.dispatch({ type, conversation: item.conversation });
    location.hash = `#${section}`;
  };
  const menu = h("div", { id, class: "menu", popover: "auto" },
    entry("block", goes("blocks_from", "blocks")), entry("disclose", goes("orders_from", "disclosures")),
    // While it goes on there is nothing to erase yet.
    item.ended_at && entry("erase", () => askToErase(given, item, start)));
  const opener = h("button", { type: "button", popovertarget: id, "aria-label": say("admin.conversations.menu_of", { start }) }, say("admin.conversations.menu"));
  menu.addEventListener("beforetoggle", () => {
    const { bottom, right } = opener.getBoundingClientRect();
    menu.style.top = `${Math.max(0, Math.min(bottom, innerHeight - 160))}px`;
    menu.style.right = `${Math.max(0, document.documentElement.clientWidth - right)}px`;
  });
  return h("div", {}, opener, menu);
}
