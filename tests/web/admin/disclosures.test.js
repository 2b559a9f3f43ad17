// Disclosures on the administrator's page: what waits, what is decided, what is taken along.

import assert from "node:assert/strict";
import { test } from "node:test";
import { watchDisclosures } from "../../../chalicelib/web/admin/disclosures/watch.js";
import { initial, reduce } from "../../../chalicelib/web/admin/reducer.js";
import { waiting } from "../../../chalicelib/web/admin/state/disclosures.js";

const start = () => reduce(initial({ channel: "jac", day: "2026-11-24" }), { type: "opens", section: "disclosures" });
const calls = (admin) => admin.effects.filter((effect) => effect.do === "call").map(({ call }) => `${call.method} ${call.path}`);
const one = (id, state = "asked", mine = false) => ({ id, state, mine });

test("the page asks for every request and the figures", () => {
  assert.deepEqual(calls(start()), ["GET admin/disclosures", "GET admin/disclosure-figures"]);
});

test("only what somebody else asked waits for an answer", () => {
  const seen = reduce(start(), { type: "disclosures_seen", items: [one("a"), one("b", "asked", true), one("c", "granted")] });
  assert.deepEqual(waiting(seen).map(({ id }) => id), ["a"]);
  assert.equal(seen.busy, "figures_came", "a round that goes on by itself ends nothing that is under way");
});

test("a decision goes out once with its reason, and waits no longer", () => {
  const seen = reduce(start(), { type: "disclosures_seen", items: [one("a")] });
  const deciding = reduce(seen, { type: "decides", id: "a", move: "grant", words: "Levensgevaar" });
  assert.deepEqual(deciding.effects[0].call, {
    method: "POST", path: "admin/disclosures/a/grant", body: { words: "Levensgevaar" }, then: { type: "decided" },
  });
  assert.deepEqual(reduce(deciding, { type: "decides", id: "a", move: "grant", words: "Levensgevaar" }).effects, []);
  const decided = reduce(deciding, { type: "decided", answer: one("a", "granted") });
  assert.deepEqual([waiting(decided), decided.notice.words, calls(decided)], [[], "admin.disclosures.granted", ["GET admin/disclosures"]]);
});

test("a conversation of the list is asked for, and forgotten elsewhere", () => {
  const ordering = reduce(initial({ channel: "jac", day: "2026-11-24" }), { type: "orders_from", conversation: "c-1" });
  const there = reduce(ordering, { type: "opens", section: "disclosures" });
  assert.equal(there.orderFor, "c-1");
  assert.equal(reduce(there, { type: "opens", section: "now" }).orderFor, "");
});

test("a file comes with a word, and what was shown goes with the page", () => {
  const saved = reduce(start(), { type: "file_came", answer: { name: "inzage-2026.csv", text: "year" } });
  assert.deepEqual(saved.effects, [{ do: "save", name: "inzage-2026.csv", text: "year" }]);
  const shown = reduce(start(), { type: "origins_came", answer: { stays: [{ address: "192.0.2.1" }] } });
  assert.doesNotMatch(JSON.stringify(reduce(shown, { type: "opens", section: "now" })), /192\.0\.2\.1/);
  assert.equal(reduce(shown, { type: "hides_origins" }).origins, null);
});

test("it is asked every three seconds, also after a round that failed", async () => {
  const events = [];
  const rounds = [];
  const answers = [{ items: [one("a")] }, null];
  const api = { get: async () => answers.shift() };
  const given = { api, dispatch: (event) => events.push(event), later: (act, ms) => rounds.push([act, ms]) };
  await watchDisclosures(given);
  await rounds[0][0]();
  assert.deepEqual(rounds.map(([, ms]) => ms), [3000, 3000]);
  assert.deepEqual(events, [{ type: "disclosures_seen", items: [one("a")] }]);
});
