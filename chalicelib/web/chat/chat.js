// The chat page: puts state, line and parts together. All that is decided is decided in the reducer.

import { Connection } from "../shared/connection.js";
import { fill, h } from "../shared/dom.js";
import { leaveAtOnce, onThreeShifts } from "../shared/exit.js";
import { readSettings } from "../shared/settings.js";
import { steadyNow } from "../shared/timers.js";
import { speaker } from "../shared/words.js";
import { endingPart } from "./ending/ending.js";
import { hostOrigin, leaveWithHost, onHostLeaves, talkedBefore, tellReady } from "./host.js";
import { late } from "../shared/late.js";
import { rememberToken, rememberedToken } from "./memory.js";
import { hello, reduce } from "./reducer.js";
import { firstState } from "./state.js";
import { footer } from "./surround/footer.js";
import { closesElsewhere } from "./surround/numbers.js";
import { readerOf } from "./surround/reading.js";
import { signals } from "./surround/signals.js";
import { talkPart } from "./talk/talk.js";
import { replacedPart, waitingPart } from "./waiting/waiting.js";
import { welcomePart } from "./welcome/welcome.js";

const READY = ["status", "started", "resumed", "waiting", "refused"];

const settings = readSettings();
const channel = settings.channel ?? "";
const host = hostOrigin(settings.hosts);
const framed = window.parent !== window;
const say = speaker(settings.words);
const signal = signals(say, () => toHost("new"));
const context = { settings, say, dispatch, reader: readerOf(say), signal, fault: reportsFault };
const fault = h("div", { class: "late" });
const bar = /** @type {HTMLElement} */ (document.getElementById("bar"));
const brand = [...bar.childNodes];
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

let state = firstState({ channel, language: settings.lang, token: rememberedToken(channel) });
/** @type {import("./context.js").Part | null} */
let part = null;
const parts = makeParts();
/** Is there a talk, or does the host page remember one that we lost? Then coming back by nickname decides. */
let talking = talkedBefore || state.token !== null;
/** @type {ReturnType<typeof tellReady>} */
let toHost = () => {};

const line = new Connection({
  address: () => settings.socket,
  onFrame: dispatch,
  onLine: (now) => dispatch({ type: "@line", line: now }),
  hello: () => {
    dispatch({ type: "@hello" });
    return hello(state);
  },
  isReady: (frame) => READY.includes(frame.type),
  onSettled: () => dispatch({ type: "@settled" }),
  waits: () => state.phase === "welcome",
});

function makeParts() {
  const talk = talkPart(context);
  return { welcome: welcomePart(context), waiting: waitingPart(context), talk, replaced: replacedPart(context), talkLog: talk.log };
}

/** @param {import("./state.js").Event} event */
function dispatch(event) {
  const before = state;
  state = reduce(state, event, steadyNow());
  if (state.token !== before.token) rememberToken(channel, state.token);
  for (const frame of state.out) line.send(frame);
  if (state.phase !== before.phase) phaseChanged(before);
  tellOfTalk(before);
  if (event.type === "message" && state.log !== before.log) signal.heard();
  show();
}

/** @param {import("./state.js").State} before */
function tellOfTalk(before) {
  if (before.token || state.refusal?.frame === "resume") talking = false;
  talking ||= state.token !== null;
  toHost(talking ? "talk" : "over");
}

/** @param {import("./state.js").State} before */
function phaseChanged(before) {
  if (state.phase === "replaced") line.close();
  if (before.phase === "replaced") line.open();
  // The server still knows the old line as that of a conversation that is over.
  if (before.phase === "ended") redial();
}

function redial() {
  line.close();
  line.open();
}

function show() {
  const next = partFor();
  const now = steadyNow();
  next.update(state, now);
  if (next !== part) {
    const first = part === null;
    part = next;
    document.body.dataset.part = next === parts.talk ? "talk" : "page";
    fill(bar, ...(next.bar ?? brand));
    fill(main, next.element);
    (next.sheets ?? main).append(fault);
    next.update(state, now);
    // The first view takes no focus away from a person who has just arrived.
    if (!first) next.focus();
  }
}

/** @type {import("./context.js").Part | null} */
let ending = null;

function partFor() {
  if (state.phase === "ended") return (ending ??= endingPart(context, parts.talkLog));
  if (state.phase === "welcome" && ending) return startOver();
  if (state.phase === "talking" || (state.phase === "starting" && !state.returning)) return parts.talk;
  if (state.phase === "replaced") return parts.replaced;
  return state.phase === "welcome" ? parts.welcome : parts.waiting;
}

/** A new conversation finds none of the old one's elements. */
function startOver() {
  ending = null;
  Object.assign(parts, makeParts());
  return parts.welcome;
}

async function reportsFault() {
  if (!(await late("fault", fault))) fill(fault, h("p", { class: "banner", role: "alert" }, say("chat.fault_late", { email: settings.manager.email })));
}

let gone = false;

function leave() {
  gone = true;
  rememberToken(channel, null);
  const tell = () => {
    // A server of before knows no `quick`, and hears the plain word after it.
    if (state.token) line.send({ type: "end", quick: true });
    line.close(state.token ? { type: "end" } : undefined);
  };
  leaveAtOnce(settings.exit, tell, host ? { replace: (url) => leaveWithHost(host, String(url)) } : location);
}

function begin() {
  document.getElementById("exit")?.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  onThreeShifts(window, leave);
  onHostLeaves(host, leave);
  closesElsewhere();
  footer(context);
  show();
  line.open();
  setInterval(() => dispatch({ type: "@tick" }), 1_000);
  // Coming back with the Back button must not show a conversation from the browser's memory.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  window.addEventListener("beforeunload", (event) => {
    // A question would be the last thing that somebody who must get away can use.
    // In a frame the host page leaves, and may do so before it could tell us.
    if (!gone && !framed && state.phase === "talking" && state.outbox.items.length > 0) event.preventDefault();
  });
  toHost = tellReady(host);
  tellOfTalk(state);
}

begin();
