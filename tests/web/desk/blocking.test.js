import assert from "node:assert/strict";
import { test } from "node:test";

import { mayBlock } from "../../../chalicelib/web/desk/state/waiting.js";
import { ROOS, NOW, at, talkingWithRoos } from "./stage.js";

const ENDED = { conversation: ROOS, by: "visitor", reason: "ended", message: "", at: at(60), elsewhere: {} };
const REFUSED = { frame: "block", conversation: ROOS, message: "" };

test("who ends it first can be blocked for a minute, and how it ended stays true", () => {
  const stage = talkingWithRoos().hears("ended", ENDED);
  assert.ok(mayBlock(stage.of(ROOS), NOW + 119_999));
  assert.ok(!mayBlock(stage.of(ROOS), NOW + 120_000), "the server forgets where they came from");
  stage.does("blocks", { conversation: ROOS, reason: "bedreigt" });
  assert.deepEqual(stage.sent, [{ type: "block", conversation: ROOS, reason: "bedreigt" }]);
  assert.equal(stage.of(ROOS).pending, "block");
  stage.hears("ended", { ...ENDED, until: at(30_000) });
  assert.deepEqual(stage.of(ROOS).ending, { by: "visitor", reason: "ended", at: at(60), until: at(30_000) });
  assert.deepEqual([stage.of(ROOS).pending, stage.announced], [null, ["desk.announce.blocked"]]);
  assert.ok(!mayBlock(stage.of(ROOS), NOW + 61_000), "once is enough");
  stage.hears("ended", { ...ENDED, until: at(30_000) });
  assert.deepEqual(stage.announced, [], "said once");
});

test("a block that comes too late says so", () => {
  const stage = talkingWithRoos().hears("ended", ENDED).does("blocks", { conversation: ROOS, reason: "bedreigt" });
  stage.hears("refused", { ...REFUSED, reason: "ended" });
  assert.deepEqual(stage.of(ROOS).refusal, { reason: "block_late", frame: "block" });
  assert.deepEqual([stage.of(ROOS).pending, stage.announced], [null, ["desk.refused.block_late"]]);
});

test("a block in a conversation that is no longer here says that nobody was blocked", () => {
  const stage = talkingWithRoos().does("blocks", { conversation: ROOS, reason: "bedreigt" });
  stage.hears("refused", { ...REFUSED, reason: "not_yours" });
  assert.deepEqual([stage.of(ROOS).stage, stage.of(ROOS).refusal.reason], ["gone", "block_gone"]);
});

test("what ended while this desk was away, or went to a colleague, is not offered", () => {
  const stage = talkingWithRoos().hears("refused", { frame: "attach", conversation: ROOS, reason: "ended", message: "" });
  assert.ok(!mayBlock(stage.of(ROOS), NOW));
  const handed = talkingWithRoos().hears("transfer", { conversation: ROOS, state: "taken", colleague: "Bram" });
  assert.ok(!mayBlock(handed.of(ROOS), NOW));
});
