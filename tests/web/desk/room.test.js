// What a desk with four conversations decides without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hrefOf } from "../../../chalicelib/web/desk/pane/linked.js";
import { linesOf } from "../../../chalicelib/web/desk/pane/lines.js";
import { titled } from "../../../chalicelib/web/desk/quick/own.js";
import { liveFirst } from "../../../chalicelib/web/desk/state/order.js";
import { ROOS, SAM, aDesk, aMessage, assigned, at, talkingWithRoos } from "./stage.js";

const said = (more) => ({ conversation: ROOS, from: "counsellor", author: "An", at: at(1), ...more });

test("whose message it is, is decided by who wrote it and not by the name", () => {
  const messages = [
    said({ n: 1, id: "c-1", text: "een", own: false }), said({ n: 2, id: "c-2", text: "twee", own: true }),
    said({ n: 3, id: "c-3", text: "drie" }), said({ n: 4, id: "c-4", text: "vier", author: "Jef" }),
  ];
  const stage = talkingWithRoos().hears("assigned", assigned(ROOS, { messages }));
  assert.deepEqual(linesOf(stage.of(ROOS), "An").map(({ author }) => author), ["An", undefined, undefined, "Jef"]);
});

test("what was said in one breath bears one time", () => {
  const messages = [aMessage(1, "een"), aMessage(2, "twee", { at: at(60) }), aMessage(3, "drie", { at: at(600) })];
  const stage = talkingWithRoos().hears("assigned", assigned(ROOS, { messages }));
  assert.deepEqual(linesOf(stage.of(ROOS), "An").map(({ goesOn }) => goesOn), [true, false, false]);
});

test("a pane that is over stays where it is shown while somebody is in it", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM)).hears("ended", { conversation: ROOS, by: "visitor", reason: "ended", at: at(9) });
  assert.deepEqual(liveFirst(stage.desk), [SAM, ROOS]);
  assert.deepEqual(liveFirst(stage.desk, ROOS, 1), [SAM, ROOS], "a press begins with the focus");
  assert.deepEqual(liveFirst(stage.desk, ROOS, 0), [ROOS, SAM]);
});

test("what is no address and no number is no link", () => {
  for (const text of ["javascript:alert(1)", "01/02/2010", "2010", "112", "01-02-2010 14", "0470"]) assert.equal(hrefOf(text), null, text);
  assert.equal(hrefOf("0470 12 34 56"), "tel:0470123456");
  assert.equal(hrefOf("HTTPS://Voorbeeld.be"), "https://voorbeeld.be/");
});

test("who looks at the page has read what comes in the pane in front, who does not has not", () => {
  const stage = talkingWithRoos().does("looks", { conversation: ROOS }).hears("message", aMessage(1, "hoi"));
  assert.equal(stage.of(ROOS).unread, 0);
  stage.does("watches", { on: false }).hears("message", aMessage(2, "ben je daar?"));
  assert.equal(stage.of(ROOS).unread, 1);
  stage.does("watches", { on: true });
  assert.equal(stage.of(ROOS).unread, 0);
});

test("a conversation is new until somebody looks at it, and not after a reload", () => {
  const stage = talkingWithRoos();
  assert.equal(stage.of(ROOS).isNew, true);
  assert.equal(stage.does("looks", { conversation: ROOS }).of(ROOS).isNew, false);
  const again = aDesk({ kept: { [ROOS]: { draft: "", noteDraft: "", outbox: stage.of(ROOS).outbox } } });
  assert.equal(again.hears("assigned", assigned()).of(ROOS).isNew, false);
});

test("a question that is taken back is gone at once, and a yes that came before it stands", () => {
  const stage = talkingWithRoos().hears("transfer", { conversation: ROOS, state: "asked", colleague: "Jef", until: at(60) });
  stage.does("withdraws", { conversation: ROOS });
  assert.deepEqual(stage.sent, [{ type: "withdraw", conversation: ROOS }]);
  assert.equal(stage.of(ROOS).handover, null);
  stage.hears("transfer", { conversation: ROOS, state: "taken", colleague: "Jef" });
  assert.equal(stage.of(ROOS).stage, "handed_over");
});

test("off duty what is over goes to the tray, unless somebody is still talking", () => {
  const stage = talkingWithRoos().hears("assigned", assigned(SAM)).hears("ended", { conversation: ROOS, by: "visitor", reason: "ended", at: at(9) });
  stage.hears("duty", { on: false, conversations: [SAM] });
  assert.deepEqual(stage.desk.order, [ROOS, SAM]);
  stage.hears("ended", { conversation: SAM, by: "visitor", reason: "ended", at: at(12) }).hears("duty", { on: false, conversations: [] });
  assert.deepEqual(stage.desk.order, []);
  assert.deepEqual(stage.desk.finished.map(({ id }) => id), [ROOS, SAM]);
});

test("own texts from before there were titles begin with their first words", () => {
  assert.deepEqual(titled("Dag"), { title: "Dag", text: "Dag" });
  assert.equal(titled("Fijn dat je er weer bent. Hoe gaat het nu?").title, "Fijn dat je er weer bent. Hoe…");
  assert.deepEqual(titled({ title: "Welkom", text: "Dag" }), { title: "Welkom", text: "Dag" });
});
