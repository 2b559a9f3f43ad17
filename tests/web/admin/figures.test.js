// Figures on the administrator's page: which month is asked, what comes late, what is taken along.

import assert from "node:assert/strict";
import { test } from "node:test";
import { initial, reduce } from "../../../chalicelib/web/admin/reducer.js";
import { monthOf } from "../../../chalicelib/web/admin/state/figures.js";

const start = () => reduce(initial({ channel: "jac", day: "2026-11-24" }), { type: "opens", section: "figures" });
const called = (admin) => admin.effects.flatMap(({ call }) => call ?? []);
const calls = (admin) => called(admin).map(({ method, path }) => `${method} ${path}`);

test("the month before is asked first, because of that one everything can be shown", () => {
  assert.deepEqual(calls(start()), ["GET admin/disclosure-figures", "GET admin/figures?channel=jac&from=2026-10-01&to=2026-10-31&by=week"]);
});

test("a month has its own last day, over the turn of a year too", () => {
  assert.deepEqual(monthOf("2026-01-15", 1), { from: "2025-12-01", to: "2025-12-31" });
  assert.deepEqual(monthOf("2028-03-31", 1), { from: "2028-02-01", to: "2028-02-29" });
  assert.deepEqual(monthOf("2026-11-24", 0), { from: "2026-11-01", to: "2026-11-30" });
});

test("what was asked before and comes later is not shown", () => {
  const first = start();
  const later = reduce(first, { type: "spans", change: { by: "day" } });
  assert.deepEqual(calls(later), ["GET admin/figures?channel=jac&from=2026-10-01&to=2026-10-31&by=day"]);
  const answer = { by: "day" };
  assert.equal(reduce(later, { ...called(first)[1].then, answer }).counted, null);
  assert.equal(reduce(later, { ...called(later)[0].then, answer }).counted, answer);
});

test("another channel begins without the figures of the one before", () => {
  const asked = start();
  const seen = reduce(asked, { ...called(asked)[1].then, answer: {} });
  assert.deepEqual(seen.counted, {});
  assert.equal(reduce(seen, { type: "chooses", channel: "caw" }).counted, null);
});

test("what is taken along is what was asked", () => {
  const taking = reduce(start(), { type: "takes_figures" });
  assert.deepEqual(called(taking)[0].body, { channel: "jac", from: "2026-10-01", to: "2026-10-31", by: "week" });
  assert.equal(called(taking)[0].path, "admin/figures/exports");
});
