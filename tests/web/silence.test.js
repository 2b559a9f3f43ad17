import assert from "node:assert/strict";
import { test } from "node:test";

import { reduce } from "../../chalicelib/web/chat/reducer.js";
import { firstState } from "../../chalicelib/web/chat/state.js";

const UNTIL = "2026-11-24T13:13:00.000Z";
const ASKS = { type: "notice", notice: "silent_visitor", at: "2026-11-24T13:10:00.000Z", until: UNTIL };
const NOW = Date.parse(ASKS.at);
const BACK = {
  type: "resumed", conversation: "c", counsellor: "An", messages: [], more: false, last: { visitor: 0, counsellor: 0 },
  counsellor_here: true, started_at: ASKS.at, noticed: [],
};

function aTalk() {
  let state = reduce({ ...firstState({ channel: "jac", language: "nl" }), line: /** @type {const} */ ("open") },
    { type: "started", token: "t", counsellor: "An", at: ASKS.at }, NOW);
  return {
    does(frame, later = 0) {
      state = reduce(state, frame, NOW + later);
      return state;
    },
    sent: () => state.out.map(({ type }) => type),
  };
}

test("who is asked whether they are there answers with the button", () => {
  const talk = aTalk();
  assert.equal(talk.does(ASKS).answerBy, UNTIL);
  assert.equal(talk.does({ type: "@here" }).answerBy, null);
  assert.deepEqual(talk.sent(), ["here"]);
  talk.does({ type: "@here" });
  assert.deepEqual(talk.sent(), []);
});

test("the first key answers too, and a message", () => {
  const talk = aTalk();
  talk.does(ASKS);
  talk.does({ type: "@typing" }, 1_000);
  assert.deepEqual(talk.sent(), ["here", "typing"]);
  talk.does(ASKS);
  assert.equal(talk.does({ type: "@say", parts: [{ id: "visitor-1", text: "ja" }] }).answerBy, null);
});

test("who is writing at that moment is not even asked", () => {
  const talk = aTalk();
  talk.does({ type: "@typing" }, -20_000);
  assert.equal(talk.does(ASKS).answerBy, null);
  assert.deepEqual(talk.sent(), ["here"]);
});

test("who stopped writing half a minute ago is asked", () => {
  const talk = aTalk();
  talk.does({ type: "@typing" }, -30_000);
  assert.equal(talk.does(ASKS).answerBy, UNTIL);
});

test("without a line the answer waits for the greeting, that brings the question back", () => {
  const talk = aTalk();
  talk.does(ASKS);
  talk.does({ type: "@line", line: "waiting" });
  assert.equal(talk.does({ type: "@here" }).answerBy, UNTIL);
  assert.deepEqual(talk.sent(), []);
  talk.does({ type: "@line", line: "open" });
  assert.equal(talk.does({ ...BACK, answer_by: UNTIL }).answerBy, UNTIL);
  assert.equal(talk.does(BACK).answerBy, null);
});

test("an answer that went down with a dead line goes out again over the next one, for that question alone", () => {
  const talk = aTalk();
  talk.does(ASKS);
  talk.does({ type: "@here" });
  talk.does({ type: "@line", line: "waiting" });
  talk.does({ type: "@line", line: "open" });
  assert.equal(talk.does({ ...BACK, answer_by: UNTIL }).answerBy, null);
  assert.deepEqual(talk.sent(), ["here"]);
  talk.does({ type: "notice", notice: "still_here", at: ASKS.at });
  talk.does(ASKS);
  assert.equal(talk.does({ ...BACK, answer_by: UNTIL }).answerBy, UNTIL);
  assert.deepEqual(talk.sent(), []);
});

test("typing without a line is remembered: who comes back in the middle of a sentence is not asked", () => {
  const talk = aTalk();
  talk.does({ type: "@line", line: "waiting" });
  talk.does({ type: "@typing" }, -1_000);
  talk.does({ type: "@line", line: "open" });
  talk.does(BACK);
  assert.equal(talk.does(ASKS).answerBy, null);
  assert.deepEqual(talk.sent(), ["here"]);
});

test("what was written meanwhile and waits is a word", () => {
  const talk = aTalk();
  talk.does({ type: "@line", line: "waiting" });
  talk.does({ type: "@say", parts: [{ id: "visitor-1", text: "ja" }] });
  talk.does({ type: "@line", line: "open" });
  assert.equal(talk.does({ ...BACK, answer_by: UNTIL }).answerBy, null);
  assert.deepEqual(talk.sent(), ["say"]);
});

test("an answer that was turned away for a moment is not lost", () => {
  const talk = aTalk();
  talk.does(ASKS);
  talk.does({ type: "@here" });
  const state = talk.does({ type: "refused", frame: "here", reason: "too_fast", message: "", retry_after: 2 });
  assert.equal(state.knockAt, NOW + 2_000);
  talk.does({ type: "@tick" }, 2_000);
  assert.deepEqual(talk.sent(), ["resume"]);
});

test("an end for silence asks for no opinion, and one can talk again", () => {
  const talk = aTalk();
  const state = talk.does({ type: "ended", by: "service", reason: "silent", message: "…", at: UNTIL, elsewhere: {} });
  assert.deepEqual([state.phase, state.survey, state.answerBy], ["ended", "none", null]);
  assert.equal(talk.does({ type: "@again" }).phase, "welcome");
});
