// One line to the server that keeps itself alive: it comes back after a drop, moves to a new socket before
// the platform's two-hour limit without anybody noticing, and says when it has no hope for now.

import { Liveness } from "./liveness.js";
import { REAL_CLOCK, Timers } from "./timers.js";

const VERSION = "1";
const MOVE_AFTER = 110 * 60_000;
const BACK = ["visibilitychange", "pageshow", "online", "focus"];
const SETTLE_AFTER = 3_000;
const OPEN_WITHIN = 15_000;
const DELAYS = [200, 1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * @typedef {import("../wire/frames.js").ServerSends} Frame
 * @typedef {import("../wire/frames.js").VisitorSends | import("../wire/frames.js").CounsellorSends} Sent
 * @typedef {"connecting" | "open" | "waiting" | "offline" | "closed"} Line
 * @typedef {{
 *   address: () => string | Promise<string>,
 *   onFrame: (frame: Frame) => void,
 *   onLine?: (line: Line) => void,
 *   hello: () => readonly Sent[],
 *   isReady: (frame: Frame) => boolean,
 *   onSettled?: () => void,
 *   waits?: () => boolean,
 *   WebSocket?: typeof WebSocket,
 *   clock?: import("./timers.js").Clock,
 *   random?: () => number,
 *   page?: EventTarget & {navigator?: {onLine: boolean}},
 * }} Options
 *
 * address    the WebSocket URL, asked again for each connection (a ticket is used once)
 * hello      the frames that open each new socket: watch, resume, duty …
 * isReady    does this frame say that the server knows us again? Only then an older socket is let go
 * waits      does this person only look at a light?
 * onSettled  a few seconds after that: time for one replay, which closes the race between store and push
 */

export class Connection {
  /** @type {WebSocket | null} the socket that counts */
  #socket = null;
  /** @type {WebSocket | null} the next one, until it is ready */
  #next = null;
  #attempts = 0;
  #wanted = false;
  /** @type {Line} */
  #line = "closed";
  /** @type {Timers} */
  #timers;
  /** @type {Liveness} */
  #alive;

  /** @param {Options} options */
  constructor(options) {
    const { clock = REAL_CLOCK, waits } = options;
    this.#timers = new Timers(clock);
    const ping = () => this.send({ type: "ping" });
    this.#alive = new Liveness({ clock, timers: this.#timers, waits, ping, dead: () => this.#drop() });
    this.options = { clock: REAL_CLOCK, random: Math.random, page: globalThis, WebSocket: globalThis.WebSocket, ...options };
    this.options.page.addEventListener?.("offline", () => this.#wentOffline());
    // Back from sleep or from another app counts as a reason to try at once, like the network coming back.
    for (const event of BACK) this.options.page.addEventListener?.(event, () => this.#back());
  }

  get line() {
    return this.#line;
  }

  open() {
    this.#wanted = true;
    this.retry();
  }

  /** Try at once: a person asks for it, or the network is back. */
  retry() {
    if (!this.#wanted || this.#socket || this.#next) return;
    this.#attempts = 0;
    this.#connect();
  }

  /** @param {Sent} frame @returns {boolean} whether it left; a caller keeps what must not be lost */
  send(frame) {
    if (this.#socket?.readyState !== this.options.WebSocket.OPEN) return false;
    this.#write(this.#socket, frame);
    return true;
  }

  /** Leave for good; `last` still goes out. @param {Sent} [last] */
  close(last) {
    if (last) this.send(last);
    this.#wanted = false;
    this.#release();
    this.#tell("closed");
  }

  #connect() {
    this.#timers.cancel("retry");
    if (!this.#socket) this.#tell(this.#isOffline() ? "offline" : "connecting");
    this.#timers.after("opening", OPEN_WITHIN * this.#alive.patience, () => this.#tooSlow());
    this.#dial().catch(() => this.#failed());
  }

  async #dial() {
    const { WebSocket, address } = this.options;
    const url = new URL(await address());
    if (!this.#wanted || this.#next) return;
    url.searchParams.set("v", VERSION);
    const socket = new WebSocket(url);
    this.#next = socket;
    socket.addEventListener("open", () => this.#opened(socket));
    socket.addEventListener("message", (event) => this.#arrived(socket, event.data));
    socket.addEventListener("close", () => this.#closed(socket));
  }

  /** @param {WebSocket} socket */
  #opened(socket) {
    if (socket !== this.#next) return socket.close();
    if (!this.#socket) this.#take(socket);
    for (const frame of this.options.hello()) this.#write(socket, frame);
  }

  /** @param {WebSocket} socket */
  #take(socket) {
    const old = this.#socket;
    this.#socket = socket;
    this.#next = null;
    this.#timers.cancel("opening");
    old?.close();
    this.#timers.after("move", MOVE_AFTER, () => this.#connect());
    this.#alive.heard();
    this.#tell("open");
  }

  /** @param {WebSocket} socket @param {string} data */
  #arrived(socket, data) {
    const frame = parsed(data, this.options.random);
    if (!frame || (socket !== this.#socket && socket !== this.#next)) return;
    // While moving, the old socket is told that it was replaced: by ourselves.
    if (this.#next && socket !== this.#next && frame.type === "refused" && frame.reason === "replaced") return;
    if (socket === this.#socket) this.#alive.heard();
    else this.#alive.answered();
    this.#attempts = 0;
    if (frame.type === "pong") return;
    if (this.options.isReady(frame)) this.#ready(socket);
    this.options.onFrame(frame);
  }

  /** @param {WebSocket} socket */
  #ready(socket) {
    if (socket === this.#next) this.#take(socket);
    this.#timers.after("settle", SETTLE_AFTER, () => this.options.onSettled?.());
  }

  /** @param {WebSocket} socket */
  #closed(socket) {
    if (socket === this.#next) return this.#failed();
    if (socket === this.#socket) this.#drop();
  }

  /** The next socket came to nothing. An older one that still works goes on. */
  #failed() {
    this.#timers.cancel("opening");
    const failed = this.#next;
    this.#next = null;
    failed?.close();
    if (this.#wanted) this.#later();
  }

  /** The socket that counts is gone. */
  #drop() {
    const moving = this.#next;
    this.#next = null;
    this.#release();
    if (moving?.readyState === this.options.WebSocket.OPEN) return this.#take(moving);
    moving?.close();
    if (this.#wanted) this.#later();
  }

  #later() {
    const base = DELAYS[Math.min(this.#attempts, DELAYS.length - 1)];
    this.#attempts += 1;
    // Jitter: after a fault at our side not everybody knocks in the same second.
    this.#timers.after("retry", base * (0.5 + this.options.random()), () => this.#connect());
    if (!this.#socket) this.#tell(this.#isOffline() ? "offline" : "waiting");
  }

  #isOffline() {
    return this.options.page.navigator?.onLine === false;
  }

  #wentOffline() {
    if (!this.#wanted) return;
    this.#release();
    // Browsers are wrong about this now and then, so the attempts go on, slowly.
    this.#later();
  }

  #release() {
    const sockets = [this.#socket, this.#next];
    this.#socket = this.#next = null;
    this.#timers.cancelAll();
    for (const socket of sockets) socket?.close();
  }

  /** Back at the page, or the network is: the line may have died meanwhile. */
  #back() {
    if (this.#socket) this.#alive.prove();
    else this.retry();
  }

  #tooSlow() {
    this.#alive.tooLate();
    this.#failed();
  }

  /** @param {WebSocket} socket @param {Sent} frame */
  #write(socket, frame) {
    socket.send(JSON.stringify(frame));
    // A line that died without a word shows itself only by a missing answer.
    if (socket === this.#socket) this.#alive.sent(frame.type);
  }

  /** @param {Line} line */
  #tell(line) {
    if (line === this.#line) return;
    this.#line = line;
    this.options.onLine?.(line);
  }
}

/**
 * Null for what no frame is: never a reason to fall over. The gateway's own no (`Too Many Requests`) has a message
 * and no type: it becomes a refusal that names nothing, with jitter, because it speaks to many at once.
 * @param {string} data @param {() => number} random @returns {Frame | null}
 */
function parsed(data, random) {
  try {
    const frame = JSON.parse(data);
    if (typeof frame?.type === "string") return frame;
    if (typeof frame?.message !== "string") return null;
    return { type: "refused", reason: "too_fast", message: "", faults: [], retry_after: 2 + 4 * random() };
  } catch {
    return null;
  }
}
