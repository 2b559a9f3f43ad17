import assert from "node:assert/strict";
import { test } from "node:test";
import { line } from "./fake_line.js";

test("who received nothing for a minute asks for a sign of life, whatever they sent meanwhile", async () => {
  const { sockets, clock, connection } = await line();
  sockets[0].opens();
  sockets[0].gets({ type: "resumed" });
  await clock.pass(40_000);
  connection.send({ type: "typing" });
  sockets[0].gets({ type: "message" });
  await clock.pass(59_000);
  assert.deepEqual(sockets[0].sent, ["resume", "typing"]);
  await clock.pass(1_000);
  assert.deepEqual(sockets[0].sent, ["resume", "typing", "ping"]);
});

test("a line that died silently is found within 75 seconds", async () => {
  const { sockets, clock, seen } = await line({ answersPing: true });
  sockets[0].opens();
  sockets[0].gets({ type: "resumed" });
  await clock.pass(75_000);
  assert.ok(seen.lines.includes("waiting"));
  assert.equal(sockets.length, 2);
});

test("a pong keeps the line, and nobody above hears of it", async () => {
  const { sockets, clock, seen } = await line({ answersPing: true });
  sockets[0].opens();
  sockets[0].gets({ type: "resumed" });
  for (let minute = 0; minute < 10; minute += 1) {
    await clock.pass(60_000);
    assert.equal(sockets[0].sent.at(-1), "ping");
    sockets[0].gets({ type: "pong" });
  }
  assert.equal(sockets.length, 1);
  assert.deepEqual(seen.frames, ["resumed"]);
});

test("who only waits for a light pings every four minutes", async () => {
  const { sockets, clock } = await line({ hello: () => [{ type: "watch" }], waits: () => true, answersPing: true });
  sockets[0].opens();
  sockets[0].gets({ type: "status" });
  await clock.pass(239_000);
  assert.deepEqual(sockets[0].sent, ["watch"]);
  await clock.pass(1_000);
  assert.deepEqual(sockets[0].sent, ["watch", "ping"]);
});

for (const event of ["visibilitychange", "pageshow", "online", "focus"]) {
  test(`${event}: back at the page, a dead line is found within twelve seconds`, async () => {
    const { sockets, clock, page } = await line({ answersPing: true });
    sockets[0].opens();
    sockets[0].gets({ type: "resumed" });
    await clock.pass(10_000);
    page.dispatchEvent(new Event(event));
    page.dispatchEvent(new Event(event));
    assert.deepEqual(sockets[0].sent, ["resume", "ping"]);
    await clock.pass(12_500);
    assert.equal(sockets.length, 2);
  });
}

test("answers that take thirteen seconds end in a talk all the same", async () => {
  const { sockets, clock, seen } = await line();
  sockets[0].opens();
  await clock.pass(12_500);
  sockets[1].opens();
  await clock.pass(13_000);
  sockets[1].gets({ type: "resumed" });
  await clock.pass(30_000);
  assert.equal(sockets.length, 2);
  assert.equal(seen.lines.at(-1), "open");
});

test("after an answer in good time, patience is as short as at first", async () => {
  const { sockets, clock, connection } = await line();
  sockets[0].opens();
  await clock.pass(12_500);
  sockets[1].opens();
  sockets[1].gets({ type: "resumed" });
  connection.send({ type: "say" });
  await clock.pass(12_500);
  assert.equal(sockets.length, 3);
});
