import assert from "node:assert/strict";
import { test } from "node:test";

import { endedIds } from "../../../chalicelib/web/desk/state/finished.js";
import { keepable } from "../../../chalicelib/web/desk/state/kept.js";
import { liveFirst } from "../../../chalicelib/web/desk/state/order.js";
import { isTyping, minutesOf, waitOf } from "../../../chalicelib/web/desk/state/waiting.js";
import { ROOS, SAM, NOW, aDesk, aMessage, assigned, at, talkingWithRoos } from "./stage.js";

const ENDED = { conversation: ROOS, by: "visitor", reason: "ended", message: "", at: at(60), elsewhere: {} };

test("an ended conversation stays to be read until it is put away by hand", () => {
  const stage = talkingWithRoos().hears("message", aMessage(1, "dank je")).hears("ended", ENDED);
  assert.equal(stage.of(ROOS).stage, "ended");
  assert.equal(stage.of(ROOS).log.messages.length, 1);
  stage.does("clears", { conversation: ROOS });
  assert.deepEqual([stage.desk.order, stage.desk.active], [[], null]);
});

test("what is over stands behind those who wait", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM));
  assert.deepEqual(liveFirst(stage.desk), [ROOS, SAM]);
  stage.hears("ended", ENDED);
  assert.deepEqual(liveFirst(stage.desk), [SAM, ROOS]);
  assert.deepEqual(liveFirst(stage.desk, ROOS), [ROOS, SAM], "not while somebody is in it");
});

test("a live conversation cannot be put away", () => {
  const stage = talkingWithRoos().does("clears", { conversation: ROOS });
  assert.deepEqual(stage.desk.order, [ROOS]);
});

test("putting one away brings the next one in front", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM)).hears("ended", ENDED);
  stage.does("clears", { conversation: ROOS });
  assert.equal(stage.desk.active, SAM);
});

test("ending and blocking wait for the server, and are not saved up for later", () => {
  const stage = talkingWithRoos().does("ends", { conversation: ROOS });
  assert.deepEqual(stage.sent, [{ type: "end", conversation: ROOS }]);
  assert.equal(stage.of(ROOS).pending, "end");
  stage.does("line", { line: "waiting" }).does("blocks", { conversation: ROOS, reason: "bedreigt" });
  assert.deepEqual([stage.sent, stage.announced], [[], ["desk.announce.needs_line"]]);
  assert.equal(stage.of(ROOS).pending, null);
});

test("a visitor who drops out is counted down, and welcomed back", () => {
  const stage = talkingWithRoos().hears("peer", { conversation: ROOS, here: false, until: at(300) });
  assert.deepEqual([stage.of(ROOS).visitorHere, stage.of(ROOS).until], [false, at(300)]);
  assert.deepEqual(stage.announced, ["desk.announce.away"]);
  stage.hears("peer", { conversation: ROOS, here: true });
  assert.deepEqual(stage.announced, ["desk.announce.back"]);
});

test("a nickname that wants back is a question, and it is answered once", () => {
  const asked = { conversation: ROOS, question: "resume-1", nickname: "Roos", same_origin: false, until: at(300) };
  const stage = talkingWithRoos().hears("resume_asked", asked);
  assert.deepEqual(stage.of(ROOS).asked, { question: "resume-1", nickname: "Roos", sameOrigin: false, until: at(300) });
  stage.does("accepts", { conversation: ROOS, question: "resume-1" });
  assert.deepEqual(stage.sent, [{ type: "accept", conversation: ROOS, question: "resume-1" }]);
  assert.equal(stage.of(ROOS).asked, null);
});

test("somebody else who asks by now is a new question, also as the answer to a yes that came too late", () => {
  const asked = { conversation: ROOS, question: "resume-1", nickname: "Roos", same_origin: true, until: at(300) };
  const stage = talkingWithRoos().hears("resume_asked", asked).does("accepts", { conversation: ROOS, question: "resume-1" });
  stage.hears("resume_asked", { ...asked, question: "resume-2", same_origin: false });
  assert.deepEqual([stage.of(ROOS).asked.question, stage.of(ROOS).asked.sameOrigin], ["resume-2", false]);
});

test("the question is still there after the desk itself lost its line", () => {
  const asked = { conversation: ROOS, question: "resume-1", nickname: "Roos", same_origin: true, until: at(300) };
  const stage = aDesk().does("line", { line: "open" }).hears("assigned", assigned(ROOS, { asked }));
  assert.equal(stage.of(ROOS).asked.sameOrigin, true);
});

test("a conversation is handed over: asked, declined, asked again, taken", () => {
  const stage = talkingWithRoos().does("transfers", { conversation: ROOS, colleague: "c-2", note: "moeilijk thuis" });
  assert.deepEqual(stage.sent, [{ type: "transfer", conversation: ROOS, colleague: "c-2", note: "moeilijk thuis" }]);
  const told = (state) => stage.hears("transfer", { conversation: ROOS, state, colleague: "Jef", until: at(60) });
  assert.equal(told("asked").of(ROOS).handover.state, "asked");
  assert.deepEqual(stage.announced, ["desk.announce.transfer_sent"], "without a countdown, which is said once");
  assert.equal(told("declined").of(ROOS).stage, "live");
  assert.equal(told("taken").of(ROOS).stage, "handed_over");
  assert.deepEqual(stage.announced, ["desk.transfer.taken"]);
});

test("a colleague's offer is taken or goes away", () => {
  const offer = { conversation: SAM, question: "transfer", nickname: "Samir", counsellor: "Jef", until: at(60) };
  const stage = talkingWithRoos().hears("transfer_asked", offer);
  assert.equal(stage.desk.offers.length, 1);
  stage.does("accepts", { conversation: SAM, question: "transfer" });
  assert.deepEqual(stage.sent, [{ type: "accept", conversation: SAM, question: "transfer" }]);
  stage.hears("assigned", assigned(SAM));
  assert.equal(stage.desk.offers.length, 0);
  stage.hears("transfer_asked", { ...offer, conversation: "a-third-conversation" });
  stage.does("declines", { conversation: "a-third-conversation" });
  assert.equal(stage.desk.offers.length, 0);
});

test("an offer that the server no longer knows goes away too", () => {
  const stage = talkingWithRoos().hears("transfer_asked", { conversation: SAM, nickname: "S", counsellor: "Jef", until: at(9) });
  stage.hears("refused", { frame: "accept", conversation: SAM, reason: "not_now", message: "" });
  assert.equal(stage.desk.offers.length, 0);
});

test("notes stand apart, wait for a line and come once", () => {
  const stage = talkingWithRoos().does("writes_note", { conversation: ROOS, text: "belt zus" });
  stage.does("notes", { conversation: ROOS, id: "note-0001" });
  assert.deepEqual(stage.sent, [{ type: "note", conversation: ROOS, id: "note-0001", text: "belt zus" }]);
  const noted = { conversation: ROOS, id: "note-0001", text: "belt zus", counsellor: "An", at: at(2) };
  stage.hears("noted", noted).hears("noted", noted);
  assert.deepEqual(stage.of(ROOS).notes.map(({ text, fate }) => [text, fate]), [["belt zus", "stored"]]);
  assert.equal(stage.of(ROOS).log.messages.length, 0);
});

test("a note that was on its way when the line went is written again, once", () => {
  const stage = talkingWithRoos().does("writes_note", { conversation: ROOS, text: "belt zus" });
  stage.does("notes", { conversation: ROOS, id: "note-0001" }).does("line", { line: "waiting" }).does("greets");
  stage.hears("assigned", assigned());
  assert.deepEqual(stage.sent.map(({ type, id }) => [type, id]), [["note", "note-0001"]]);
});

test("a second window takes over and this one stops, whatever its socket does next", () => {
  const stage = talkingWithRoos().hears("refused", { reason: "replaced", message: "" });
  assert.equal(stage.desk.line, "replaced");
  assert.equal(stage.does("line", { line: "closed" }).desk.line, "replaced");
  assert.equal(stage.does("line", { line: "connecting" }).desk.line, "connecting");
});

test("hours are noticed once each", () => {
  const stage = talkingWithRoos().hears("notice", { conversation: ROOS, notice: "fifty_minutes", at: at(3000) });
  assert.deepEqual(stage.announced, ["desk.notice.fifty_minutes"]);
  assert.deepEqual(stage.hears("notice", { conversation: ROOS, notice: "fifty_minutes", at: at(3000) }).announced, []);
});

test("that the service closes is no longer said once it takes people again", () => {
  const stage = talkingWithRoos().hears("status", { channel: "jac", light: "closed" });
  stage.hears("notice", { conversation: ROOS, notice: "fifty_minutes", at: at(3000) });
  stage.hears("notice", { conversation: ROOS, notice: "closing", at: at(3100) });
  assert.deepEqual(stage.of(ROOS).noticed, ["fifty_minutes", "closing"]);
  stage.hears("status", { channel: "jac", light: "open" });
  assert.deepEqual(stage.of(ROOS).noticed, ["fifty_minutes"]);
});

test("a colleague's no goes with the next message, of either side; a question under way stays", () => {
  const asked = (state) => talkingWithRoos().hears("transfer", { conversation: ROOS, state, colleague: "Jef" });
  assert.equal(asked("declined").hears("message", aMessage(1, "hallo")).of(ROOS).handover, null);
  const says = { conversation: ROOS, texts: [{ id: "own-0001", text: "ja" }] };
  assert.equal(asked("withdrawn").does("says", says).of(ROOS).handover, null);
  assert.equal(asked("asked").hears("message", aMessage(1, "hallo")).of(ROOS).handover.state, "asked");
});

test("how long the visitor waits is told from the first unanswered message", () => {
  const stage = talkingWithRoos();
  const wait = (seconds) => waitOf(stage.of(ROOS), NOW + seconds * 1000);
  assert.deepEqual(wait(20), { seconds: 20, level: "short" });
  stage.hears("message", aMessage(1, "hallo")).hears("message", aMessage(2, "ben je daar?"));
  assert.deepEqual(wait(61), { seconds: 60, level: "long" });
  assert.equal(wait(200).level, "too_long");
  stage.does("says", { conversation: ROOS, texts: [{ id: "own-0001", text: "ja" }] });
  assert.equal(wait(200).level, "none");
  stage.hears("said", { conversation: ROOS, n: 1, id: "own-0001", at: at(201), delivered: true });
  assert.equal(wait(300).level, "none");
});

test("somebody types for a few seconds, and a conversation stops ageing when it ends", () => {
  const stage = talkingWithRoos().hears("typing", { conversation: ROOS, from: "visitor" });
  assert.equal(isTyping(stage.of(ROOS), NOW + 5_000), true);
  assert.equal(isTyping(stage.of(ROOS), NOW + 26_000), false);
  stage.hears("typing", { conversation: ROOS, from: "visitor", on: false });
  assert.equal(isTyping(stage.of(ROOS), NOW + 5_000), false);
  stage.hears("ended", { ...ENDED, at: at(600) });
  assert.equal(minutesOf(stage.of(ROOS), NOW + 9_000_000), 10);
});

test("a reload loses no draft and no message that was not confirmed", () => {
  const before = talkingWithRoos().does("says", { conversation: ROOS, texts: [{ id: "own-0001", text: "blijf bij me" }] });
  before.does("writes", { conversation: ROOS, text: "half" }).does("writes_note", { conversation: ROOS, text: "nota" });
  const after = aDesk({ kept: JSON.parse(JSON.stringify(keepable(before.desk))) }).does("line", { line: "open" });
  after.hears("assigned", assigned());
  assert.deepEqual([after.of(ROOS).draft, after.of(ROOS).noteDraft], ["half", "nota"]);
  assert.deepEqual(after.sent.map(({ n, id }) => [n, id]), [[1, "own-0001"]]);
});

test("the light is the newest that was told, whatever overtakes it", () => {
  const stage = talkingWithRoos().hears("status", { channel: "jac", light: "busy", at: at(9) });
  stage.hears("status", { channel: "jac", light: "open", at: at(8) }).hears("status", { channel: "caw", light: "closed", at: at(10) });
  assert.equal(stage.desk.light, "busy");
  stage.hears("duty", { on: true, channel: "caw", slots: 3, available: true, conversations: [], light: "closed" });
  stage.hears("status", { channel: "caw", light: "open", at: at(2) });
  assert.equal(stage.desk.light, "open", "of another channel nothing was told yet");
});

test("what is put away stands in the tray in the order of ending, and comes back as it was", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM)).hears("message", aMessage(1, "dank je"))
    .hears("ended", { ...ENDED, conversation: SAM, at: at(90) }).hears("ended", ENDED)
    .does("clears", { conversation: SAM }).does("clears", { conversation: ROOS });
  assert.deepEqual(stage.desk.finished.map(({ id }) => id), [ROOS, SAM]);
  stage.does("brings_back", { conversation: ROOS });
  assert.deepEqual([stage.desk.order, stage.desk.active, stage.of(ROOS).log.messages.length], [[ROOS], ROOS, 1]);
  assert.deepEqual(stage.desk.finished.map(({ id }) => id), [SAM]);
});

test("what a colleague goes on with is not in the tray", () => {
  const stage = talkingWithRoos().hears("transfer", { conversation: ROOS, state: "taken", colleague: "Jef" });
  stage.does("clears", { conversation: ROOS });
  assert.deepEqual([stage.desk.order, stage.desk.finished], [[], []]);
});

test("a reload keeps ids of what ended and nothing else of it, and the server tells the rest once", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM)).hears("ended", { ...ENDED, conversation: SAM }).hears("ended", ENDED)
    .does("clears", { conversation: SAM });
  assert.deepEqual(endedIds(stage.desk), [SAM, ROOS]);
  const after = aDesk({ endedBefore: endedIds(stage.desk) });
  assert.deepEqual(endedIds(after.desk), [SAM, ROOS], "also before the server has answered");
  const told = { conversation: ROOS, channel: "jac", nickname: "Roos", ended_at: at(60) };
  after.does("finished_came", { items: [told] }).does("finished_came", { items: [told] });
  assert.deepEqual(after.desk.finished.map(({ id, nickname, conversation }) => [id, nickname, conversation]), [[ROOS, "Roos", null]]);
  assert.deepEqual(endedIds(after.desk), [ROOS], "what the server does not tell is not asked again");
  after.does("brings_back", { conversation: ROOS });
  assert.deepEqual(after.desk.order, [], "its words are gone, so there is nothing to bring back");
});
