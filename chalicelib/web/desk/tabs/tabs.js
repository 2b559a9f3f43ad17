import { h, set, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { newsWords, waitWords } from "../pane/wait.js";

/** @typedef {import("../view.js").Given} Given */

/** On a narrow screen one conversation is in front; this row tells how the others are. @param {Given} given @returns {import("../view.js").Piece} */
export function tabs({ say, acts }) {
  const list = h("ul", {});
  const element = h("nav", { class: "tabs", "aria-label": say("desk.tabs"), "data-stop": true }, list);

  /** @param {string} id */
  function make(id) {
    const open = () => acts.dispatch({ type: "looks", conversation: id });
    return h("li", {}, h("button", { type: "button", onclick: open },
      h("span", { class: "written tab-name" }), h("span", { class: "tab-news small" })));
  }

  return {
    element,
    show(desk, now) {
      element.hidden = desk.order.length < 2;
      keep(list, desk.order, (id) => id, make, (item, id) => {
        const conversation = desk.conversations[id];
        const [button, name, news] = ["button", ".tab-name", ".tab-news"].map((part) => /** @type {HTMLElement} */ (item.querySelector(part)));
        const { words, level } = waitWords(say, conversation, now);
        set(button, { "aria-current": desk.active === id ? "true" : null, "data-level": level });
        write(name, conversation.nickname);
        write(news, [newsWords(say, conversation), words].filter(Boolean).join(" · "));
      });
    },
  };
}
