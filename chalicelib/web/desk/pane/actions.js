import { h, set, write } from "../../shared/dom.js";
import { askToBlock } from "../dialogs/block.js";
import { askForDisclosure } from "../dialogs/disclosure.js";
import { askToEnd } from "../dialogs/end.js";
import { askToTransfer } from "../dialogs/transfer.js";
import { mayBlock } from "../state/waiting.js";

/** What can be done with a conversation besides talking: behind one button, away from the send button. @param {import("./pane.js").GivenPane} given @returns {import("./pane.js").Part} */
export function actions(given) {
  const { say } = given;
  const summary = h("summary", {});
  const buttons = [
    ["desk.transfer.open", askToTransfer, ""], ["desk.disclosure.open", askForDisclosure, ""], ["desk.end.open", askToEnd, ""], ["desk.block.open", askToBlock, "danger"],
  ].map(([words, ask, kind]) => h("button", { type: "button", class: kind, onclick: () => run(/** @type {Ask} */ (ask)) }, say(/** @type {string} */ (words))));
  const block = buttons.at(-1);
  const element = h("details", { class: "actions" }, summary, h("div", { class: "actions-list" }, ...buttons));
  /** @type {import("../state/types.js").Conversation} */
  let current;
  /** @type {import("../view.js").Desk} */
  let desk;

  /** @typedef {(given: import("./pane.js").GivenPane, conversation: typeof current, desk: () => import("../view.js").Desk) => void} Ask */
  /** @param {Ask} ask */
  function run(ask) {
    if (desk.line !== "open" || current.pending) return;
    element.open = false;
    summary.focus();
    ask(given, current, () => desk);
  }

  closesByItself(element, summary);
  return {
    element,
    show(conversation, now, newest) {
      [current, desk] = [conversation, newest];
      element.hidden = !mayBlock(conversation, now);
      for (const button of buttons) button.hidden = conversation.stage !== "live" && button !== block;
      write(summary, say(conversation.pending ? "desk.actions_busy" : "desk.actions"));
      summary.setAttribute("aria-label", say("desk.actions_of", { nickname: conversation.nickname }));
      for (const button of buttons) set(button, { "aria-disabled": desk.line === "open" && !conversation.pending ? null : "true" });
    },
  };
}

/** Like every menu: Escape and leaving it close it. @param {HTMLDetailsElement} details @param {HTMLElement} summary */
function closesByItself(details, summary) {
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    details.open = false;
    summary.focus();
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) details.open = false;
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !details.contains(event.target)) details.open = false;
  });
}
