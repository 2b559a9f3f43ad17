import assert from "node:assert/strict";
import { test } from "node:test";
import { line, settle } from "./fake_line.js";

test("it says hello with the version of the protocol, and asks once more when the dust has settled", async () => {
  const { sockets, seen, clock } = await line();
  assert.equal(sockets[0].url, "wss://chat.example/live?v=1");
  sockets[0].opens();
  assert.deepEqual(sockets[0].sent, ["resume"]);
  sockets[0].gets({ type: "resumed" });
  await clock.pass(4000);
  assert.equal(seen.settled, 1);
  assert.deepEqual(seen.lines, ["connecting", "open"]);
});

test("it comes back fast after a drop, then slower, and never gives up", async () => {
  const { sockets, clock } = await line();
  sockets[0].opens();
  sockets[0].close();
  await clock.pass(250);
  assert.equal(sockets.length, 2);
  for (let i = 1; i < 8; i += 1) {
    sockets.at(-1).close();
    await clock.pass(16_000);
  }
  assert.equal(sockets.length, 9);
});

test("before two hours it moves: the old socket goes only when the new one is known", async () => {
  const { sockets, clock, connection, seen } = await line();
  sockets[0].opens();
  sockets[0].gets({ type: "resumed" });
  sockets[0].answersPings = true;
  await clock.pass(110 * 60_000);
  assert.equal(sockets.length, 2);
  sockets[1].opens();
  sockets[0].gets({ type: "refused", reason: "replaced" });
  connection.send({ type: "typing" });
  assert.equal(sockets[0].sent.at(-1), "typing");
  sockets[1].gets({ type: "resumed" });
  assert.equal(sockets[0].readyState, 3);
  connection.send({ type: "typing" });
  assert.equal(sockets[1].sent.at(-1), "typing");
  assert.deepEqual(seen.lines, ["connecting", "open"]);
  assert.deepEqual(seen.frames, ["resumed", "resumed"]);
});

test("the server may close the old socket first while it moves", async () => {
  const { sockets, clock, seen } = await line();
  sockets[0].opens();
  sockets[0].gets({ type: "resumed" });
  sockets[0].answersPings = true;
  await clock.pass(110 * 60_000);
  sockets[1].opens();
  sockets[0].close();
  sockets[1].gets({ type: "resumed" });
  sockets[1].answersPings = true;
  await clock.pass(60_000);
  assert.equal(sockets.length, 2);
  assert.deepEqual(seen.lines, ["connecting", "open"]);
});

test("a line that dies without a word is found out by a message without an answer", async () => {
  const { sockets, clock, connection, seen } = await line();
  sockets[0].opens();
  connection.send({ type: "say" });
  await clock.pass(12_500);
  assert.equal(sockets.length, 2);
  assert.equal(seen.lines.at(-1), "connecting");
});

test("a greeting without an answer is a dead line too", async () => {
  const { sockets, clock } = await line();
  sockets[0].opens();
  await clock.pass(12_500);
  assert.equal(sockets.length, 2);
});

test("the gateway's own no becomes a refusal that names nothing, later for one page than for another", async () => {
  const refusals = [];
  const { sockets, clock } = await line({ onFrame: (frame) => refusals.push(frame) });
  sockets[0].opens();
  sockets[0].gets({ message: "Too Many Requests", connectionId: "c", requestId: "r" });
  assert.deepEqual(refusals, [{ type: "refused", reason: "too_fast", message: "", faults: [], retry_after: 4 }]);
  await clock.pass(60_000);
  assert.equal(sockets.length, 1, "the line itself is well");
});

test("offline is said at once, and back online it tries at once", async () => {
  const { sockets, page, seen } = await line();
  sockets[0].opens();
  page.navigator.onLine = false;
  page.dispatchEvent(new Event("offline"));
  assert.equal(seen.lines.at(-1), "offline");
  page.navigator.onLine = true;
  page.dispatchEvent(new Event("online"));
  await settle();
  assert.equal(sockets.length, 2);
});

test("a leaving visitor's last frame goes out and nobody knocks again", async () => {
  const { sockets, clock, connection } = await line();
  sockets[0].opens();
  connection.close({ type: "end" });
  await clock.pass(600_000);
  assert.equal(sockets.length, 1);
  assert.equal(sockets[0].sent.at(-1), "end");
});

test("what is no frame is passed over", async () => {
  const { sockets, seen } = await line();
  sockets[0].opens();
  for (const odd of ["", "null", "[]", "{", '{"type":3}']) sockets[0].gets(odd);
  assert.deepEqual(seen.frames, []);
});

test("a ticket that cannot be had is asked for again", async () => {
  let asked = 0;
  const { sockets, clock } = await line({ address: () => (asked++ ? "wss://x.example/s?ticket=t" : Promise.reject(new Error())) });
  assert.equal(sockets.length, 0);
  await clock.pass(300);
  assert.equal(sockets[0].url, "wss://x.example/s?ticket=t&v=1");
});
