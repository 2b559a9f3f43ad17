// A line without a network, on a clock that only tests move.

import { Connection } from "../../chalicelib/web/shared/connection.js";

export class FakeSocket extends EventTarget {
  static OPEN = 1;
  static all = [];
  readyState = 0;
  sent = [];
  constructor(url) {
    super();
    this.url = String(url);
    FakeSocket.all.push(this);
  }
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  gets(frame) {
    this.dispatchEvent(new MessageEvent("message", { data: typeof frame === "string" ? frame : JSON.stringify(frame) }));
  }
  send(text) {
    this.sent.push(JSON.parse(text).type);
  }
  close() {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }
}

export class FakeClock {
  time = 0;
  timers = [];
  now = () => this.time;
  setTimeout = (run, ms) => {
    const timer = { run, at: this.time + ms };
    this.timers.push(timer);
    return timer;
  };
  clearTimeout = (timer) => {
    this.timers = this.timers.filter((each) => each !== timer);
  };
  async pass(ms) {
    const end = this.time + ms;
    for (;;) {
      const [next] = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.clearTimeout(next);
      this.time = next.at;
      next.run();
      await settle();
    }
    this.time = end;
  }
}

export const settle = () => new Promise((done) => setImmediate(done));

export async function line(more = {}) {
  FakeSocket.all = [];
  const seen = { frames: [], lines: [], settled: 0 };
  const clock = new FakeClock();
  const page = Object.assign(new EventTarget(), { navigator: { onLine: true } });
  const connection = new Connection({
    address: () => "wss://chat.example/live", hello: () => [{ type: "resume" }],
    isReady: (frame) => frame.type === "resumed", onFrame: (frame) => seen.frames.push(frame.type),
    onLine: (state) => seen.lines.push(state), onSettled: () => (seen.settled += 1),
    WebSocket: FakeSocket, clock, random: () => 0.5, page, ...more,
  });
  connection.open();
  await settle();
  return { connection, clock, page, seen, sockets: FakeSocket.all };
}
