import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as delivery from "../../chalicelib/web/shared/delivery.js";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));

function rotations(list) {
  return list.length ? list.map((_, i) => [...list.slice(i), ...list.slice(0, i)]) : [[]];
}

for (const { name, messages, order } of vectors("order")) {
  test(`order: ${name}`, () => {
    for (const shuffled of rotations(messages)) {
      assert.deepEqual(delivery.inOrder(shuffled).map(({ from, n }) => [from, n]), order);
    }
  });
}

const STEPS = {
  put: (box, id) => delivery.put(box, id, `text ${id}`),
  sent: (box) => delivery.markSent(box, delivery.sendable(box)),
  said: (box, id, n) => delivery.said(box, { id, n }),
  outOfStep: (box, id, last) => delivery.outOfStep(box, { id, last_n: last }),
  reconnected: (box, ids, last) => delivery.reconnected(box, ids, last),
  fail: (box, id) => delivery.fail(box, id),
};

for (const { name, steps, send, left } of vectors("outbox")) {
  test(`outbox: ${name}`, () => {
    const box = steps.reduce((state, [step, ...rest]) => STEPS[step](state, ...rest), delivery.emptyOutbox());
    assert.deepEqual(delivery.sendable(box).map((item) => item.n), send);
    assert.deepEqual(box.items.map(({ n, id, flight }) => [n, id, flight]), left);
  });
}

const message = (from, n, id = `${from}-${n}-id`) => ({ from, n, id, text: `${n}`, at: `2026-03-02T13:00:0${n}.000Z` });

test("a message that arrives twice is there once, under either its number or its id", () => {
  const log = delivery.receive(delivery.emptyLog(), [message("visitor", 1), message("visitor", 1)]);
  const again = delivery.receive(log, [message("visitor", 3, "visitor-1-id")]);
  assert.equal(again.messages.length, 1);
});

test("each gap is asked for once, a new one again", () => {
  const log = delivery.receive(delivery.emptyLog(), [message("counsellor", 2)]);
  const first = delivery.gap(log);
  assert.deepEqual(first?.have, { visitor: 0, counsellor: 0 });
  assert.equal(delivery.gap(first.log), null);
  const filled = delivery.receive(first.log, [message("counsellor", 1), message("counsellor", 4)]);
  assert.deepEqual(delivery.gap(filled)?.have, { visitor: 0, counsellor: 2 });
});

test("what the server told is missing too, and a nickname resume misses nothing from before", () => {
  assert.ok(delivery.gap(delivery.emptyLog(), { visitor: 0, counsellor: 3 }));
  assert.equal(delivery.gap(delivery.emptyLog({ visitor: 2, counsellor: 3 }), { visitor: 2, counsellor: 3 }), null);
});
