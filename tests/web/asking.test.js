import assert from "node:assert/strict";
import { test } from "node:test";

import { hello, reduce } from "../../chalicelib/web/chat/reducer.js";
import { firstState } from "../../chalicelib/web/chat/state.js";

const AT = "2026-11-24T13:10:00.000Z";
const WAITING = { type: "waiting", until: "2026-11-24T13:15:00.000Z" };
const NO = { type: "refused", frame: "resume", reason: "unknown", message: "We vinden geen gesprek." };
const FIVE_MINUTES = 5 * 60_000;

/** Somebody who asks to come back by nickname, on a telephone whose clock is `slow` behind. */
function anAsker(slow = 0) {
  const page = {
    state: firstState({ channel: "jac", language: "nl" }),
    does(frame, later = 0) {
      page.state = reduce(page.state, frame, Date.parse(AT) - slow + later);
      return page.state;
    },
    sent: () => page.state.out.map(({ type }) => type),
  };
  page.does({ type: "@line", line: "open" });
  page.does({ type: "status", channel: "jac", light: "open", at: AT });
  page.does({ type: "@comeback", nickname: "Sam" });
  return page;
}

test("a no brings back the form, with its words, whenever it comes", () => {
  const page = anAsker();
  assert.equal(page.does(WAITING).phase, "asking");
  const state = page.does(NO, 60_000);
  assert.deepEqual([state.phase, state.refusal?.message], ["welcome", NO.message]);
  assert.deepEqual(page.sent(), ["watch"]);
});

test("a countdown that ends without an answer says so by itself, asks a last time and for the light", () => {
  for (const slow of [0, 3_600_000]) {
    const page = anAsker(slow);
    page.does(WAITING);
    assert.equal(page.does({ type: "@tick" }, FIVE_MINUTES - 1).phase, "asking");
    const state = page.does({ type: "@tick" }, FIVE_MINUTES);
    assert.deepEqual([state.phase, state.refusal?.reason, state.waitingUntil], ["welcome", "unanswered", null]);
    assert.deepEqual(page.sent(), ["resume", "watch"]);
    assert.equal(page.does(NO, FIVE_MINUTES).refusal?.reason, "unanswered");
    assert.deepEqual(page.does({ type: "@tick" }, FIVE_MINUTES + 1_000).out, [], "only once");
  }
});

test("a countdown that ends while the line is down says so too, and the next line asks for the light", () => {
  const page = anAsker();
  page.does(WAITING);
  page.does({ type: "@line", line: "waiting" });
  assert.equal(page.does({ type: "@tick" }, FIVE_MINUTES).phase, "welcome");
  assert.deepEqual(page.sent(), []);
  assert.deepEqual(hello(page.state).map(({ type }) => type), ["watch"]);
});

test("a yes at the last moment still lets in", () => {
  const page = anAsker();
  page.does(WAITING);
  page.does({ type: "@tick" }, FIVE_MINUTES);
  const last = { visitor: 0, counsellor: 0 };
  assert.equal(page.does({ type: "resumed", token: "t", counsellor: "An", messages: [], last }).phase, "talking");
});

test("a no that overtook the countdown is not forgotten for it", () => {
  const page = anAsker();
  page.does(NO);
  assert.equal(page.does(WAITING).phase, "welcome");
});

test("a no that comes when they talk again ends no talk and stops no start", () => {
  const page = anAsker();
  page.does(WAITING);
  page.does({ type: "@back" });
  assert.equal(page.does(NO).refusal, null);
  page.does({ type: "@start", nickname: "Noor", intake: {} });
  assert.equal(page.does(NO).phase, "starting");
  page.does({ type: "started", token: "t", counsellor: "An", at: AT });
  assert.equal(page.does(NO).phase, "talking");
});

test("a no to the token, after the line was down, is the end of it", () => {
  const page = anAsker();
  page.does({ type: "started", token: "t", counsellor: "An", at: AT });
  page.does({ type: "@line", line: "waiting" });
  page.does({ type: "@line", line: "open" });
  assert.equal(page.does(NO).phase, "ended");
});
