import assert from "node:assert/strict";
import { test } from "node:test";

import { silentFor } from "../../../chalicelib/web/desk/state/waiting.js";
import { NOW, ROOS, aMessage, assigned, at, talkingWithRoos } from "./stage.js";

const ASKED = { conversation: ROOS, notice: "silent_visitor", at: at(600), until: at(780) };
const LEAVE = { conversation: ROOS, id: "goodbye-1", text: "Je bent altijd welkom." };
const SAID = { conversation: ROOS, n: 1, id: "goodbye-1", at: at(1), delivered: true };

test("the minutes without a word count from the start, and stop with the first word", () => {
  const stage = talkingWithRoos();
  assert.equal(silentFor(stage.of(ROOS), NOW + 299_000), 4);
  stage.hears("message", aMessage(1, "hoi"));
  assert.equal(silentFor(stage.of(ROOS), NOW + 299_000), null);
});

test("who is away is not silent", () => {
  const stage = talkingWithRoos().hears("peer", { conversation: ROOS, here: false, until: at(300) });
  assert.equal(silentFor(stage.of(ROOS), NOW + 299_000), null);
});

test("the service's question is shown until it is answered", () => {
  const stage = talkingWithRoos().hears("notice", ASKED);
  assert.deepEqual([stage.of(ROOS).answerBy, stage.announced], [at(780), ["desk.notice.silent_visitor"]]);
  stage.hears("notice", { conversation: ROOS, notice: "still_here", at: at(610) });
  assert.deepEqual([stage.of(ROOS).answerBy, stage.announced], [null, ["desk.notice.still_here"]]);
  stage.hears("notice", ASKED).hears("message", aMessage(1, "hoi"));
  assert.equal(stage.of(ROOS).answerBy, null);
  stage.hears("assigned", assigned(ROOS, { answer_by: at(780) }));
  assert.equal(stage.of(ROOS).answerBy, at(780));
});

test("a ready-made question comes behind what was being written, and is not sent", () => {
  const stage = talkingWithRoos().does("writes", { conversation: ROOS, text: "Dag Roos." });
  stage.does("drafts", { conversation: ROOS, text: "Ben je er nog?" });
  assert.deepEqual([stage.of(ROOS).draft, stage.sent], ["Dag Roos. Ben je er nog?", []]);
});

test("a goodbye is stored before it ends", () => {
  const stage = talkingWithRoos().does("takes_leave", LEAVE);
  assert.deepEqual(stage.sent.map(({ type }) => type), ["say"]);
  assert.equal(stage.of(ROOS).pending, "end");
  stage.hears("said", SAID);
  assert.deepEqual(stage.sent, [{ type: "end", conversation: ROOS }]);
});

test("who speaks while the goodbye is on its way is not sent away", () => {
  const stage = talkingWithRoos().does("takes_leave", LEAVE).hears("message", aMessage(1, "wacht"));
  stage.hears("said", SAID);
  assert.deepEqual([stage.sent, stage.of(ROOS).pending], [[], null]);
});

test("a goodbye that was refused, or whose line is gone, ends nothing", () => {
  const refused = { conversation: ROOS, frame: "say", reason: "invalid", id: "goodbye-1", message: "" };
  const stage = talkingWithRoos().does("takes_leave", LEAVE).hears("refused", refused);
  assert.deepEqual([stage.of(ROOS).pending, stage.of(ROOS).farewell], [null, null]);
  const cut = talkingWithRoos().does("takes_leave", LEAVE).does("line", { line: "waiting" });
  assert.deepEqual([cut.of(ROOS).pending, cut.of(ROOS).farewell], [null, null]);
  assert.deepEqual(cut.does("takes_leave", LEAVE).announced, ["desk.announce.needs_line"]);
});
