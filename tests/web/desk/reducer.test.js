import assert from "node:assert/strict";
import { test } from "node:test";

import { ROOS, SAM, aDesk, aMessage, assigned, at, NOW, talkingWithRoos } from "./stage.js";

const says = (stage, ...texts) => stage.does("says", {
  conversation: ROOS, texts: texts.map((text) => ({ id: `own-${text}`, text })),
});

test("going on duty says what is wanted, and the answer is shown", () => {
  const stage = aDesk().does("line", { line: "open" }).does("goes_on_duty", { channel: "jac", slots: 3 });
  assert.deepEqual(stage.sent, [{ type: "duty", channel: "jac", slots: 3 }]);
  stage.hears("duty", { on: true, channel: "jac", slots: 3, available: true, light: "open" });
  assert.equal(stage.desk.on, true);
  assert.equal(stage.desk.light, "open");
});

test("a new conversation comes in, is announced once and opens in front", () => {
  const stage = talkingWithRoos();
  assert.deepEqual(stage.announced, ["desk.announce.assigned"]);
  assert.equal(stage.chimes, 1);
  assert.equal(stage.desk.active, ROOS);
  stage.hears("assigned", assigned(SAM));
  assert.deepEqual(stage.desk.order, [ROOS, SAM]);
  assert.equal(stage.desk.active, ROOS, "a newcomer does not take the place of the one in front");
});

test("a message in another conversation counts as unread until somebody looks", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM));
  stage.hears("message", aMessage(1, "hallo?", { conversation: SAM }));
  assert.equal(stage.of(SAM).unread, 1);
  assert.deepEqual(stage.announced, ["desk.announce.message_elsewhere"]);
  stage.does("looks", { conversation: SAM });
  assert.equal(stage.of(SAM).unread, 0);
});

test("the same message twice is shown, counted and announced once", () => {
  const stage = talkingWithRoos().hears("message", aMessage(1, "hallo"));
  stage.hears("message", aMessage(1, "hallo"));
  assert.equal(stage.of(ROOS).log.messages.length, 1);
  assert.deepEqual([stage.announced, stage.chimes], [[], 0]);
});

test("a gap is asked for once, and the replay puts everything in order", () => {
  const stage = talkingWithRoos().hears("message", aMessage(3, "drie"));
  assert.deepEqual(stage.sent, [{ type: "replay", conversation: ROOS, have: { visitor: 0, counsellor: 0 } }]);
  stage.hears("message", aMessage(4, "vier"));
  assert.deepEqual(stage.sent, []);
  const last = { visitor: 4, counsellor: 0 };
  stage.hears("replayed", { conversation: ROOS, messages: [aMessage(1, "een"), aMessage(2, "twee")], more: false, last });
  assert.deepEqual(stage.of(ROOS).log.messages.map(({ text }) => text), ["een", "twee", "drie", "vier"]);
});

test("a long history is fetched page by page, and not for ever", () => {
  const last = { visitor: 2, counsellor: 0 };
  const stage = talkingWithRoos();
  stage.hears("replayed", { conversation: ROOS, messages: [aMessage(1, "een")], more: true, last });
  assert.deepEqual(stage.sent[0].have, { visitor: 1, counsellor: 0 });
  stage.hears("replayed", { conversation: ROOS, messages: [aMessage(1, "een")], more: true, last });
  assert.deepEqual(stage.sent, []);
});

test("what the counsellor says is numbered, kept until the server has it, and marked as read by nobody yet", () => {
  const stage = says(talkingWithRoos(), "dag", "Roos");
  assert.deepEqual(stage.sent.map(({ type, n, text }) => [type, n, text]), [["say", 1, "dag"], ["say", 2, "Roos"]]);
  stage.hears("said", { conversation: ROOS, n: 1, id: "own-dag", at: at(5), delivered: false });
  assert.deepEqual(stage.of(ROOS).unreached, ["own-dag"]);
  assert.equal(stage.of(ROOS).outbox.items.length, 1);
  stage.hears("peer", { conversation: ROOS, here: true });
  assert.deepEqual(stage.of(ROOS).unreached, []);
});

test("without a line messages wait, and go out under the same number when the conversation is taken up again", () => {
  const stage = says(talkingWithRoos(), "voor");
  const before = stage.sent[0];
  stage.does("line", { line: "waiting" });
  assert.deepEqual(stage.announced, ["desk.announce.offline"]);
  says(stage, "na");
  assert.deepEqual(stage.sent, []);
  stage.does("greets").does("line", { line: "open" });
  stage.hears("duty", { on: true, channel: "jac", slots: 3, available: true, conversations: [ROOS] });
  assert.deepEqual(stage.sent, [{ type: "attach", conversation: ROOS, have: { visitor: 0, counsellor: 0 } }]);
  stage.hears("assigned", assigned());
  assert.deepEqual(stage.sent[0], before);
  assert.deepEqual(stage.sent.map(({ n, text }) => [n, text]), [[1, "voor"], [2, "na"]]);
  assert.deepEqual(stage.announced, [], "taking up again is no news");
});

test("a message that the server turns out to have is not sent again", () => {
  const stage = says(talkingWithRoos(), "voor").does("line", { line: "waiting" }).does("greets");
  const own = { conversation: ROOS, from: "counsellor", n: 1, id: "own-voor", text: "voor", at: at(3) };
  stage.hears("assigned", assigned(ROOS, { messages: [own], last: { visitor: 0, counsellor: 1 } }));
  assert.deepEqual(stage.sent, []);
  assert.equal(stage.of(ROOS).outbox.items.length, 0);
});

test("conversations that this desk believes in are asked for even when the server does not list them", () => {
  const stage = talkingWithRoos().does("line", { line: "offline" }).does("greets");
  stage.hears("duty", { on: true, channel: "jac", slots: 3, conversations: [] });
  assert.equal(stage.sent[0].type, "attach");
  stage.hears("refused", { frame: "attach", conversation: ROOS, reason: "ended", message: "Afgelopen." });
  assert.equal(stage.of(ROOS).stage, "gone");
  assert.deepEqual(stage.announced, ["desk.announce.gone"]);
});

test("duty and taking up again are asked once more when the server could not", () => {
  const stage = talkingWithRoos().does("line", { line: "waiting" }).does("greets").does("line", { line: "open" });
  stage.hears("refused", { frame: "duty", reason: "failed", message: "…" });
  stage.does(stage.later[0].event.type, stage.later[0].event);
  assert.deepEqual(stage.sent, [{ type: "duty", channel: "jac", slots: 3 }]);
  stage.hears("duty", { on: true, channel: "jac", slots: 3, available: true, conversations: [ROOS, SAM] });
  for (const conversation of [ROOS, SAM]) {
    stage.hears("refused", { frame: "attach", conversation, reason: "too_fast", retry_after: 5, message: "…" });
    assert.equal(stage.later[0].seconds, 5);
    stage.does(stage.later[0].event.type, stage.later[0].event);
    assert.deepEqual(stage.sent.map((frame) => [frame.type, frame.conversation]), [["attach", conversation]]);
  }
  assert.equal(stage.of(ROOS).stage, "live");
  stage.hears("assigned", assigned()).does("attaches", { conversation: ROOS });
  assert.deepEqual(stage.sent, []);
  stage.does("goes_off_duty").does("asks_duty_again");
  assert.deepEqual(stage.sent, []);
});

test("changing the number of slots does not take up again what is taken up", () => {
  const stage = talkingWithRoos();
  stage.hears("duty", { on: true, channel: "jac", slots: 4, conversations: [ROOS, SAM] });
  assert.deepEqual(stage.sent.map(({ conversation }) => conversation), [SAM]);
});

test("a number that is taken is given anew", () => {
  const stage = says(talkingWithRoos(), "dag");
  stage.hears("refused", { frame: "say", conversation: ROOS, reason: "out_of_step", n: 1, id: "own-dag", last_n: 4, message: "" });
  assert.deepEqual(stage.sent.map(({ n, id }) => [n, id]), [[5, "own-dag"]]);
});

test("too fast waits and sends again by itself", () => {
  const stage = says(talkingWithRoos(), "dag");
  stage.hears("refused", { frame: "say", conversation: ROOS, reason: "too_fast", n: 1, id: "own-dag", retry_after: 4, message: "" });
  const { seconds, event } = stage.later[0];
  assert.equal(seconds, 4);
  stage.does(event.type, event);
  assert.deepEqual(stage.sent.map(({ n, id }) => [n, id]), [[1, "own-dag"]]);
});

test("a refusal that names no frame takes all up again once, and sends what the server does not have", () => {
  const stage = says(talkingWithRoos().hears("assigned", assigned(SAM)), "een", "twee");
  stage.does("writes_note", { conversation: ROOS, text: "nota" }).does("notes", { conversation: ROOS, id: "note-1" });
  stage.hears("refused", { reason: "too_fast", retry_after: 5, message: "…" });
  const { seconds, event } = stage.later[0];
  assert.equal(seconds, 5);
  assert.deepEqual(stage.announced, [], "nobody has to do anything");
  assert.deepEqual(stage.hears("refused", { reason: "too_fast", retry_after: 5, message: "…" }).later, []);
  stage.does(event.type, event);
  assert.deepEqual(stage.sent, [{ type: "duty", channel: "jac", slots: 3 }]);
  stage.hears("duty", { on: true, channel: "jac", slots: 3, available: true, conversations: [ROOS, SAM] });
  assert.deepEqual(stage.sent.map(({ type, conversation }) => [type, conversation]), [["attach", ROOS], ["attach", SAM]]);
  const own = { conversation: ROOS, from: "counsellor", n: 1, id: "own-een", text: "een", at: at(3) };
  stage.hears("assigned", assigned(ROOS, { messages: [own], last: { visitor: 0, counsellor: 1 } }));
  assert.deepEqual(stage.sent.map(({ type, id }) => [type, id]), [["say", "own-twee"], ["note", "note-1"]]);
  assert.equal(stage.desk.catchesUp, false);
});

test("off duty, what is still going on is taken up again too", () => {
  const stage = says(talkingWithRoos().does("goes_off_duty"), "dag");
  stage.hears("refused", { reason: "failed", message: "…" });
  stage.does(stage.later[0].event.type);
  assert.deepEqual(stage.sent.map(({ type, conversation }) => [type, conversation]), [["attach", ROOS]]);
});

test("a decision that may not have arrived is put before its person again", () => {
  const stage = talkingWithRoos().does("ends", { conversation: ROOS });
  stage.hears("refused", { reason: "too_fast", message: "…" });
  assert.equal(stage.of(ROOS).pending, null);
  assert.deepEqual(stage.announced, ["desk.refused.too_fast"]);
});

test("a note or a question for what is missing that came too fast goes again by itself, alone", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM));
  stage.does("writes_note", { conversation: ROOS, text: "nota" }).does("notes", { conversation: ROOS, id: "note-1" });
  for (const [refused, sent] of [[{ frame: "note", id: "note-1" }, "note"], [{ frame: "replay" }, "replay"]]) {
    stage.hears("refused", { ...refused, conversation: ROOS, reason: "too_fast", retry_after: 5, message: "…" });
    stage.does(stage.later[0].event.type, stage.later[0].event);
    assert.deepEqual(stage.sent.map(({ type, conversation }) => [type, conversation]), [[sent, ROOS]]);
  }
});

test("a message that cannot be stored comes back as a draft", () => {
  const stage = says(talkingWithRoos(), "stuk");
  stage.hears("refused", { frame: "say", conversation: ROOS, reason: "invalid", n: 1, id: "own-stuk", message: "" });
  stage.does("writes", { conversation: ROOS, text: "intussen" }).does("takes_back", { conversation: ROOS, id: "own-stuk" });
  assert.equal(stage.of(ROOS).draft, "stuk\nintussen");
  assert.equal(stage.of(ROOS).outbox.items.length, 0);
});

test("typing is told on and off, again after twenty seconds, and not to somebody who is away", () => {
  const stage = talkingWithRoos();
  const types = (text, later) => stage.does("writes", { conversation: ROOS, text, now: NOW + later }).sent.map(({ on }) => on);
  const stops = () => stage.does("stops_writing", { conversation: ROOS }).sent.map(({ on }) => on);
  assert.deepEqual([types("d", 0), types("da", 19_000), types("dag", 20_000)], [[true], [], [true]]);
  assert.deepEqual([stops(), stops(), types("dag", 21_000), types("", 22_000)], [[false], [], [true], [false]]);
  stage.hears("peer", { conversation: ROOS, here: false, until: at(300) });
  assert.deepEqual([types("dag!", 60_000), stops()], [[], []]);
});

test("drafts stay with their own conversation", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM));
  stage.does("writes", { conversation: ROOS, text: "voor Roos" }).does("writes_note", { conversation: SAM, text: "nota" });
  stage.does("looks", { conversation: SAM });
  assert.deepEqual([stage.of(ROOS).draft, stage.of(SAM).draft, stage.of(SAM).noteDraft], ["voor Roos", "", "nota"]);
});

test("frames and events of a newer time change nothing", () => {
  const stage = talkingWithRoos();
  const before = { ...stage.desk, effects: [] };
  assert.deepEqual(stage.hears("constructor").desk, before);
  assert.deepEqual(stage.does("unheard_of").desk, before);
});

test("the clock of the server is the nearest one seen", () => {
  const stage = talkingWithRoos();
  stage.hears("message", aMessage(1, "hallo", { at: new Date(NOW + 90_000).toISOString() }));
  stage.hears("message", aMessage(2, "traag", { at: new Date(NOW + 80_000).toISOString() }));
  assert.equal(stage.desk.skew, 90_000);
});

test("who is dismissed keeps nothing of what visitors said, and does not come back by itself", () => {
  const stage = talkingWithRoos().hears("message", aMessage(1, "Niemand weet dit"))
    .hears("refused", { reason: "dismissed", message: "…" });
  assert.deepEqual(stage.announced, ["desk.banner.dismissed"]);
  stage.does("line", { line: "closed" });
  assert.equal(stage.desk.line, "dismissed");
  assert.equal(stage.desk.wanted, null);
  assert.ok(!JSON.stringify(stage.desk).includes("Niemand weet dit"));
});

test("who loses one channel is off duty there, and keeps line and page", () => {
  const stage = talkingWithRoos().hears("refused", { reason: "dismissed", frame: "duty", message: "…" })
    .hears("refused", { reason: "not_yours", conversation: ROOS, message: "…" });
  assert.deepEqual([stage.desk.on, stage.desk.wanted, stage.desk.line], [false, null, "open"]);
  assert.equal(stage.of(ROOS).stage, "gone");
  assert.equal(stage.desk.refusal.reason, "dismissed");
});
