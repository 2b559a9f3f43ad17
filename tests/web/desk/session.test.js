import assert from "node:assert/strict";
import { test } from "node:test";

import { sessionKeeper } from "../../../chalicelib/web/desk/session.js";
import { SignedOut } from "../../../chalicelib/web/staff/session.js";

/** A desk whose issuer and server answer as a test says; what fails is thrown. */
function aKeeper(answers = []) {
  const kept = { asked: [], stopped: [], timers: [] };
  const next = (what) => {
    kept.asked.push(what);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? { counts_for: 600 };
  };
  const api = { session: { renew: async () => next("issuer") }, post: async (path) => next(path) };
  const keeper = sessionKeeper({
    api, stop: (line) => kept.stopped.push(line),
    later: (act, seconds) => kept.timers.push({ act, seconds }), forget: (timer) => { kept.timers[timer - 1] = null; },
  });
  const waiting = () => kept.timers.filter(Boolean);
  return { ...kept, keeper, waiting, passes: () => waiting().at(-1).act() };
}

test("the issuer says it again, and the server hears it, in half the time that the last word counts", async () => {
  const { keeper, asked, waiting, passes } = aKeeper();
  keeper.counts(600);
  assert.deepEqual(waiting().map(({ seconds }) => seconds), [300]);
  await passes();
  assert.deepEqual(asked, ["issuer", "desk/sessions"]);
  assert.deepEqual(waiting().map(({ seconds }) => seconds), [300]);
});

test("a word that counts for no time does not make the desk knock without end", () => {
  const { keeper, waiting } = aKeeper();
  keeper.counts(0);
  assert.deepEqual(waiting().map(({ seconds }) => seconds), [30]);
});

test("what the network spoils is tried again soon", async () => {
  const { keeper, waiting, passes, stopped } = aKeeper([new TypeError("no network")]);
  keeper.counts(600);
  await passes();
  assert.deepEqual([waiting().at(-1).seconds, stopped], [30, []]);
});

for (const [name, error, line] of [
  ["an account that ended", new SignedOut(), "signed_out"],
  ["a role that was lost", Object.assign(new Error("no"), { status: 403 }), "forbidden"],
]) {
  test(`${name} stops the desk, and nothing is tried again`, async () => {
    const { keeper, timers, passes, stopped } = aKeeper([{}, error]);
    keeper.counts(600);
    await passes();
    assert.deepEqual([stopped, timers.length], [[line], 1]);
  });
}

test("a desk that closed is not kept alive by an answer that was under way", async () => {
  const { keeper, timers, passes } = aKeeper();
  keeper.counts(600);
  const answer = passes();
  keeper.end();
  await answer;
  assert.equal(timers.length, 1);
});
