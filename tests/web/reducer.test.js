import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hello, reduce } from "../../chalicelib/web/chat/reducer.js";
import { firstState } from "../../chalicelib/web/chat/state.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/visitor.json", import.meta.url), "utf8"));
const plain = (value) => JSON.parse(JSON.stringify(value ?? null));

function part(expected, actual, path = "state") {
  if (expected === null || typeof expected !== "object") return assert.equal(actual, expected, path);
  if (Array.isArray(expected)) assert.equal(actual.length, expected.length, path);
  for (const key of Object.keys(expected)) part(expected[key], actual?.[key], `${path}.${key}`);
}

for (const { name, start = {}, steps, state, out } of vectors) {
  test(`visitor: ${name}`, () => {
    let now = { ...firstState({ channel: "jac", language: "nl" }), ...start };
    const sent = [];
    for (const step of steps) {
      const before = plain(now);
      const next = reduce(now, step, step.now ?? 0);
      assert.deepEqual(plain(now), before, "a state is never changed");
      now = next;
      sent.push(...now.out);
    }
    part(state, plain(now));
    assert.deepEqual(plain(sent), out);
  });
}

test("a new line begins with what the server must know", () => {
  const first = firstState({ channel: "jac", language: "nl" });
  assert.deepEqual(hello(first).map((frame) => frame.type), ["watch"]);
  assert.deepEqual(hello({ ...first, phase: "starting" }).map((frame) => frame.type), ["start"]);
  assert.deepEqual(hello({ ...first, token: "t" }), [{ type: "resume", token: "t", have: { visitor: 0, counsellor: 0 } }]);
});

test("who takes over has not begun to write because the one before did", () => {
  const types = (state, from) => reduce(state, { type: "typing", from: "counsellor", on: true }, from);
  const talking = { ...firstState({ channel: "jac", language: "nl" }), phase: "talking", counsellor: "An" };
  const written = types(talking, 1_000);
  assert.ok(written.typingUntil > 1_000);
  assert.equal(reduce(written, { type: "peer", here: true, counsellor: "An" }, 1_100).typingUntil, written.typingUntil);
  assert.equal(reduce(written, { type: "peer", here: true, counsellor: "Bram" }, 1_100).typingUntil, 0);
});
