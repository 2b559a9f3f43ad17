import assert from "node:assert/strict";
import { test } from "node:test";

import { fateOf } from "../../../chalicelib/web/desk/state/fate.js";
import { ROOS, aDesk, aMessage, assigned, at, talkingWithRoos } from "./stage.js";

const own = (n) => aMessage(n, `van mij ${n}`, { from: "counsellor", id: `own-${n}`, author: "An" });
const fates = (stage) => stage.of(ROOS).log.messages.map((message) => fateOf(stage.of(ROOS), message));

/** Reloaded, with two messages of which the second came after the visitor was gone. */
function reloaded(more) {
  return aDesk().does("line", { line: "open" }).hears("assigned", assigned(ROOS, {
    messages: [own(1), own(20)], last: { visitor: 0, counsellor: 20 }, ...more,
  }));
}

function says(stage, id, n, delivered) {
  stage.does("says", { conversation: ROOS, texts: [{ id, text: id }] });
  return stage.hears("said", { conversation: ROOS, n, id, at: at(n), delivered });
}

test("a message that was pushed has arrived, one that was not waits for the visitor", () => {
  const stage = says(says(talkingWithRoos(), "een", 1, true), "twee", 2, false);
  assert.deepEqual(fates(stage), ["delivered", "stored"]);
  stage.hears("peer", { conversation: ROOS, here: true });
  assert.deepEqual(fates(stage), ["delivered", "delivered"]);
});

test("after a reload nothing is said to have arrived, and what came after the drop waits", () => {
  const stage = reloaded({ visitor_here: false, until: at(310) });
  assert.deepEqual(fates(stage), ["", "stored"]);
  stage.hears("peer", { conversation: ROOS, here: true });
  assert.deepEqual(fates(stage), ["delivered", "delivered"], "they resumed, and got all that they missed");
  assert.deepEqual(fates(reloaded({ visitor_here: true })), ["", ""]);
});

test("who is let in by nickname is shown nothing from before, so nothing is claimed of it", () => {
  const asked = { conversation: ROOS, question: "resume-1", nickname: "Roos", same_origin: true, until: at(310) };
  const stage = reloaded({ visitor_here: false, until: at(310), asked });
  stage.does("accepts", { conversation: ROOS, question: "resume-1" }).hears("peer", { conversation: ROOS, here: true });
  assert.deepEqual(fates(stage), ["", ""]);
});

test("a visitor's own words have no fate", () => {
  const stage = talkingWithRoos().hears("message", aMessage(1, "hallo"));
  assert.deepEqual(fates(stage), [""]);
});
