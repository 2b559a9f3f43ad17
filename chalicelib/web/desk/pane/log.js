import { h, set, write } from "../../shared/dom.js";
import { keep } from "../../shared/keep.js";
import { clockTime } from "../../shared/clock.js";
import { steadyNow } from "../../shared/timers.js";
import { isTyping } from "../state/waiting.js";
import { copyButton, walking } from "./copying.js";
import { linesOf } from "./lines.js";
import { linked } from "./linked.js";

/** @typedef {import("../state/types.js").Conversation} Conversation */
/** @typedef {import("./lines.js").Line} Line */

// Nearer than this to the end counts as reading along.
const AT_END = 60;

/** What was said. Announcing is for the one live region of the page; this list stays quiet. @param {import("./pane.js").GivenPane} given @returns {import("./pane.js").Part} */
export function log(given) {
  const { say, acts } = given;
  const list = h("ol", { class: "messages" });
  const typing = h("p", { class: "typing soft small" });
  const place = h("div", { class: "log", tabindex: 0, role: "group" }, list, typing);
  const down = h("button", { type: "button", class: "to-end small", hidden: true, onclick: () => toEnd(place) }, say("desk.to_end"));
  let count = 0;
  // Remembered, not measured: a banner that pushes the list up must not count as scrolling back.
  let follow = true;
  place.addEventListener("scroll", () => {
    follow = isAtEnd(place);
    if (follow) down.hidden = true;
  });
  walking(place);

  return {
    element: h("div", { class: "log-frame" }, place, down),
    show(conversation) {
      const lines = linesOf(conversation, acts.person);
      place.setAttribute("aria-label", say("desk.log", { nickname: conversation.nickname }));
      keep(list, lines, ({ from, id }) => `${from}-${id}`, (line) => bubble(given, line, conversation), (item, line) => update(given, item, line, conversation));
      write(typing, isTyping(conversation, steadyNow()) ? say("desk.typing", { nickname: conversation.nickname }) : "");
      if (follow) toEnd(place);
      else if (lines.length > count) down.hidden = false;
      count = lines.length;
    },
  };
}

/** @param {HTMLElement} place */
function isAtEnd(place) {
  return place.scrollHeight - place.scrollTop - place.clientHeight < AT_END;
}

/** @param {HTMLElement} place */
function toEnd(place) {
  place.scrollTop = place.scrollHeight;
}

/** @param {import("./pane.js").GivenPane} given @param {Line} line @param {Conversation} conversation */
function bubble(given, line, { id: conversation, nickname }) {
  const { say, acts } = given;
  const takeBack = () => acts.dispatch({ type: "takes_back", conversation, id: line.id });
  return h("li", { class: "message", "data-from": line.from },
    h("span", { class: "unseen" }, line.from === "visitor" ? `${nickname}: ` : `${line.author ?? say("desk.you")}: `),
    h("p", { class: "written", dir: "auto" }, ...linked(line.text)),
    copyButton(given, line.text),
    h("p", { class: "fate small soft" }),
    line.from === "counsellor" && h("button", { type: "button", class: "small take-back", hidden: true, onclick: takeBack }, say("desk.take_back")));
}

/** @param {import("./pane.js").GivenPane} given @param {HTMLElement} item @param {Line} line @param {Conversation} conversation */
function update({ say, settings }, item, line, { nickname }) {
  const fate = /** @type {HTMLElement} */ (item.querySelector(".fate"));
  const time = line.at ? clockTime(line.at, settings.lang) : "";
  const words = [line.author, time, line.fate && say(`desk.fate.${line.fate}`, { nickname })].filter(Boolean).join(" · ");
  write(fate, line.goesOn ? "" : words);
  set(item, { "data-fate": line.fate, "data-goes-on": line.goesOn });
  const button = /** @type {HTMLElement | null} */ (item.querySelector(".take-back"));
  if (button) button.hidden = line.fate !== "failed";
}
