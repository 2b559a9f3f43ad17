import assert from "node:assert/strict";
import { test } from "node:test";

import { untilWords } from "../../../chalicelib/web/admin/wall.js";

test("an opening that ends on its own day says the time, and 24:00 stays 24:00", () => {
  assert.equal(untilWords("2026-12-25T13:00", "2026-12-25T17:30", "nl"), "17:30");
  assert.equal(untilWords("2026-12-25T13:00", "2026-12-26T00:00", "nl"), "24:00");
});

test("one that ends on another day says which", () => {
  assert.match(untilWords("2026-11-27T23:59", "2026-11-28T02:00", "nl"), /^zaterdag 28 november 2026.*02:00$/);
  assert.match(untilWords("2026-12-01T12:00", "2026-12-11T12:00", "en"), /^Friday,? 11 December 2026.*12:00$/);
});
