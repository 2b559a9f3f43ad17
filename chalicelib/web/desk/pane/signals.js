import { fill, h, write } from "../../shared/dom.js";
import { asClock, secondsLeft } from "../../shared/countdown.js";
import { clockTime } from "../../shared/clock.js";
import { closingTexts } from "../quick/quick.js";
import { puts, silence } from "./silence.js";

/** @typedef {import("../state/types.js").Conversation} Conversation */
/** @typedef {import("./pane.js").GivenPane} Given */
/** @typedef {{name: string, words: string, buttons?: [words: string, run: () => void, kind?: string][]}} Signal */

/** What asks for attention in one conversation, the most pressing first. @param {Given} given @returns {import("./pane.js").Part} */
export function signals(given) {
  const element = h("div", { class: "signals" });
  /** @type {Map<string, {box: HTMLElement, words: HTMLElement}>} */
  const shown = new Map();

  return {
    element,
    show(conversation, now, desk) {
      const wanted = signalsOf(given, conversation, now, desk.light);
      const names = new Set(wanted.map(({ name }) => name));
      for (const [name, { box }] of shown) if (!names.has(name)) { box.remove(); shown.delete(name); }
      wanted.forEach((signal, place) => {
        const { box, words } = shown.get(signal.name) ?? made(signal);
        shown.set(signal.name, { box, words });
        write(words, signal.words);
        if (element.children[place] !== box) element.insertBefore(box, element.children[place] ?? null);
      });
    },
  };
}

/** @param {Signal} signal */
function made({ name, buttons = [] }) {
  const words = h("p");
  const box = h("div", { class: "banner signal", "data-signal": name }, words);
  const row = h("div", { class: "row" });
  fill(row, ...buttons.map(([label, run, kind]) => h("button", { type: "button", class: kind, onclick: run }, label)));
  if (buttons.length) box.append(row);
  return { box, words };
}

/** @param {Given} given @param {Conversation} conversation @param {number} now @param {string | null} light @returns {Signal[]} */
function signalsOf(given, conversation, now, light) {
  const all = conversation.stage === "live"
    ? [asked(given, conversation, now), away(given, conversation, now), handover(given, conversation, now), silence(given, conversation, now), hours(given, conversation, light)]
    : [ending(given, conversation)];
  return /** @type {Signal[]} */ ([refusal(given, conversation), ...all].filter(Boolean));
}

/** @param {Given} given @param {Conversation} conversation @param {number} now @returns {Signal | null} */
function asked({ say, acts, id }, { asked: asker }, now) {
  const left = asker ? secondsLeft(asker.until, now) : 0;
  if (!asker || left === 0) return null;
  const { question } = asker;
  const origin = say(asker.sameOrigin ? "desk.resume.same_origin" : "desk.resume.other_origin");
  return {
    name: `asked-${question}`,
    words: `${say("desk.resume.asks", { nickname: asker.nickname })} ${origin} ${say("desk.time_left", { time: asClock(left) })}`,
    buttons: [
      [say("desk.resume.accept"), () => acts.dispatch({ type: "accepts", conversation: id, question }), "primary"],
      [say("desk.resume.decline"), () => acts.dispatch({ type: "declines", conversation: id, question })],
    ],
  };
}

/** @param {Given} given @param {Conversation} conversation @param {number} now @returns {Signal | null} */
function away({ say }, { visitorHere, until, nickname, asked: question }, now) {
  // Whoever knocks is the answer to who is away: one countdown is enough.
  if (visitorHere || !until || question) return null;
  return { name: "away", words: say("desk.away", { nickname, time: asClock(secondsLeft(until, now)) }) };
}

/** @param {Given} given @param {Conversation} conversation @param {number} now @returns {Signal | null} */
function handover({ say, acts, id }, { handover: offer }, now) {
  const left = offer?.until ? secondsLeft(offer.until, now) : 0;
  // When the time is over nobody is asked any more, whether the server could tell that or not.
  if (!offer || offer.state === "withdrawn" || (offer.state === "asked" && !left)) return null;
  return {
    name: `handover-${offer.state}`, words: say(`desk.transfer.${offer.state}`, { colleague: offer.colleague, time: asClock(left) }),
    buttons: offer.state === "asked" ? [[say("desk.transfer.withdraw"), () => acts.dispatch({ type: "withdraws", conversation: id })]] : [],
  };
}

/**
 * Only the latest of the hour hints: the others have had their time. That somebody waits is said while nobody is free.
 * @param {Given} given @param {Conversation} conversation @param {string | null} light @returns {Signal | null}
 */
function hours(given, { noticed, othersWait, nickname }, light) {
  const { say, acts, id } = given;
  const last = noticed.at(-1);
  if (!last) return null;
  const words = [say(`desk.notice.${last}`, { nickname }), othersWait && light === "busy" && say("desk.notice.others_wait")];
  const buttons = closingTexts(given).map(({ title, text }) => /** @type {[string, () => void]} */ ([title, () => puts(acts, id, text)]));
  return { name: last, words: words.filter(Boolean).join(" "), buttons };
}

/** @param {Given} given @param {Conversation} conversation @returns {Signal | null} */
function refusal({ say, acts, id }, { refusal: no }) {
  if (!no) return null;
  const dismiss = () => acts.dispatch({ type: "dismisses", conversation: id });
  return { name: `refusal-${no.reason}`, words: say(`desk.refused.${no.reason}`), buttons: [[say("desk.banner.understood"), dismiss]] };
}

/** @param {Given} given @param {Conversation} conversation @returns {Signal} */
function ending({ say, settings }, { stage, ending: end, handover: offer, nickname }) {
  if (stage === "handed_over") return { name: "handed", words: say("desk.transfer.taken", { nickname, colleague: offer?.colleague ?? "" }) };
  if (!end) return { name: "gone", words: say("desk.announce.gone", { nickname }) };
  const word = end.quick ? "desk.ended.quick" : end.reason === "ended" ? `desk.ended.by_${end.by}` : `desk.ended.${end.reason}`;
  const until = end.until ? clockTime(end.until, settings.lang) : "";
  const afterwards = until && end.reason !== "blocked" ? say("desk.ended.blocked_afterwards", { nickname, until }) : "";
  const words = say(word, { nickname, time: clockTime(end.at, settings.lang), until });
  return { name: "ended", words: [words, afterwards].filter(Boolean).join(" ") };
}
