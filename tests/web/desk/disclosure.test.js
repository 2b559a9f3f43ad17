// A request to see where a visitor is, from the desk: asked once, told to call, one look a click.

import assert from "node:assert/strict";
import { test } from "node:test";
import { disclosing } from "../../../chalicelib/web/desk/disclosing.js";
import { Problem } from "../../../chalicelib/web/staff/api.js";
import { ROOS, at, talkingWithRoos } from "./stage.js";

const PLEA = { danger: "visitor", ground: "suicide", words: "Pillen", discussed: false };

function item(state = "asked", more = {}) {
  return { id: "d-1", conversation: ROOS, state, asked_at: at(0), ends_at: at(7200), told: true, decider: null, decision: null, ...more };
}

const asked = () => talkingWithRoos().does("asks_disclosure", { conversation: ROOS, plea: PLEA });
const effects = (stage) => stage.desk.effects.filter((effect) => effect.do === "disclose");

test("asking goes out once, however often it is clicked", () => {
  const stage = asked();
  assert.deepEqual(effects(stage), [{ do: "disclose", what: "ask", conversation: ROOS, plea: PLEA }]);
  assert.deepEqual(effects(stage.does("asks_disclosure", { conversation: ROOS, plea: PLEA })), []);
});

test("a decision is heard and read out, once", () => {
  const stage = asked().does("disclosures_came", { items: [item()] });
  assert.deepEqual(stage.announced, []);
  stage.does("disclosures_came", { items: [item("granted")] });
  assert.deepEqual([stage.announced, stage.chimes], [["desk.announce.disclosure_granted"], 1]);
  stage.does("disclosures_came", { items: [item("granted")] });
  assert.deepEqual([stage.announced, stage.chimes], [[], 0]);
});

test("of several of one conversation the newest counts", () => {
  const stage = talkingWithRoos().does("disclosures_came", { items: [item("asked", { id: "d-2" }), item("refused")] });
  assert.equal(stage.desk.disclosures[ROOS].item.id, "d-2");
});

test("what failed says to call, and may be asked again", () => {
  const stage = asked().does("disclosure_failed", { conversation: ROOS, kind: "call_instead", message: "" });
  assert.deepEqual(stage.announced, ["desk.announce.disclosure_failed"]);
  assert.equal(effects(stage.does("asks_disclosure", { conversation: ROOS, plea: PLEA })).length, 1);
});

test("one click is one look, and what was shown is kept no longer than it is shown", () => {
  const stage = asked().does("disclosures_came", { items: [item("granted")] }).does("looks_at_origin", { conversation: ROOS });
  assert.deepEqual(effects(stage), [{ do: "disclose", what: "look", conversation: ROOS, id: "d-1" }]);
  assert.deepEqual(effects(stage.does("looks_at_origin", { conversation: ROOS })), []);
  stage.does("origins_came", { conversation: ROOS, origins: { disclosure: item("granted"), stays: [{ address: "192.0.2.1" }] } });
  assert.match(JSON.stringify(stage.desk), /192\.0\.2\.1/);
  stage.does("hides_origin", { conversation: ROOS });
  assert.doesNotMatch(JSON.stringify(stage.desk), /192\.0\.2\.1/);
});

test("who to call comes with the ticket", () => {
  assert.equal(talkingWithRoos().does("may_call", { number: "+32 470 00 00 00" }).desk.onCall, "+32 470 00 00 00");
  assert.equal(talkingWithRoos().does("may_call", {}).desk.onCall, null);
});

/** The API, and the rounds that were planned. */
function aVault(answers) {
  const desk = { disclosures: {} };
  const events = [];
  const rounds = [];
  const calls = [];
  const answer = (method) => async (path, body) => {
    calls.push([method, path, body]);
    const said = answers.shift();
    if (said instanceof Error) throw said;
    return said;
  };
  const dispatch = (event) => {
    events.push(event);
    if (event.type === "disclosures_came") desk.disclosures = Object.fromEntries(event.items.map((one) => [one.conversation, { item: one }]));
  };
  const vault = disclosing({ api: { get: answer("GET"), post: answer("POST") }, dispatch, desk: () => desk, later: (act, ms) => rounds.push([act, ms]), forget: () => {} });
  return { vault, events, rounds, calls };
}

test("while it waits it is asked each second what became of it, and then no more", async () => {
  const { vault, events, rounds, calls } = aVault([item(), new Problem(0), { items: [item("granted")] }]);
  await vault.ask(ROOS, PLEA);
  assert.deepEqual(calls[0], ["POST", "desk/disclosures", { conversation: ROOS, ...PLEA }]);
  assert.deepEqual(rounds.map(([, ms]) => ms), [1000]);
  await rounds[0][0]();
  assert.equal(rounds.length, 2, "what the network spoils is asked again");
  await rounds[1][0]();
  assert.equal(events.at(-1).items[0].state, "granted");
  assert.equal(rounds.length, 2);
});

test("a no of the server is told in its words", async () => {
  const no = new Problem(403, { type: "urn:chathulp:problem:not_allowed", detail: "Geen toegang", errors: [{ field: "disclosure", message: "Niet van jou" }] });
  const { vault, events } = aVault([no]);
  await vault.look(ROOS, "d-1");
  assert.deepEqual(events, [{ type: "disclosure_failed", conversation: ROOS, kind: "not_allowed", message: "Niet van jou" }]);
});
