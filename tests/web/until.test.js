// Until when: a closing after midnight says its day.

import assert from "node:assert/strict";
import { test } from "node:test";
import { untilTime } from "../../chalicelib/web/shared/until.js";

const EVENING = "2026-11-27T20:00:00Z";

test("a closing of today is an hour", () => {
  assert.equal(untilTime("2026-11-27T22:30:00Z", "nl", EVENING), "23:30");
});

test("a closing after midnight bears its day, in the language of the page", () => {
  assert.match(untilTime("2026-11-28T01:00:00Z", "nl", EVENING), /^zaterdag 28 november.*02:00$/);
  assert.match(untilTime("2026-11-28T01:00:00Z", "en", EVENING), /^Saturday.*02:00$/);
});

test("after midnight it is of today, by the clock of Brussels", () => {
  assert.equal(untilTime("2026-11-28T01:00:00Z", "nl", "2026-11-27T23:30:00Z"), "02:00");
});
