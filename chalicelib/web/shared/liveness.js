// Is the line alive? A socket that died without a word looks open for minutes: only an answer is proof of life.

const PROOF_AFTER = 60_000;
const PROOF_AFTER_WAITING = 240_000;
const PROOF_EVERY = 5_000;
const ANSWER_WITHIN = 12_000;
const MOST_PATIENCE = 4;
const ANSWERED = ["say", "resume"];
// Until every stage answers a ping, any frame is proof and a ping without an answer proves nothing.
const SERVER_ANSWERS_PING = false;

/**
 * @typedef {{
 *   clock: import("./timers.js").Clock, timers: import("./timers.js").Timers,
 *   waits?: () => boolean, answersPing?: boolean, ping: () => boolean, dead: () => void,
 * }} Given
 *
 * waits        does this person only look at a light? Then a ping every four minutes is enough
 * answersPing  does the server say `pong`? Then silence after a `ping` is a dead line
 * ping         send one; false when there is no line
 * dead         the line is taken for dead
 */
export class Liveness {
  #heardAt = 0;
  #pingedAt = -PROOF_EVERY;
  #askedAt = 0;
  /** @type {Given} */
  #given;
  /** How many times the usual wait an answer gets: it grows after one that came too late. */
  patience = 1;

  /** @param {Given} given */
  constructor(given) {
    this.#given = given;
  }

  /** Something arrived, or a new line was taken. */
  heard() {
    const { clock, timers } = this.#given;
    this.#heardAt = clock.now();
    if (timers.has("answer") && this.#heardAt - this.#askedAt < ANSWER_WITHIN / 2) this.patience = 1;
    timers.cancel("answer");
    this.#watchSilence();
  }

  /** What arrived on the next line counts as an answer, and says nothing about this one. */
  answered() {
    this.#given.timers.cancel("answer");
  }

  /** @param {string} type of a frame that left */
  sent(type) {
    const { clock, timers, answersPing = SERVER_ANSWERS_PING, dead } = this.#given;
    const expected = ANSWERED.includes(type) || (type === "ping" && answersPing);
    if (!expected || timers.has("answer")) return;
    this.#askedAt = clock.now();
    timers.after("answer", ANSWER_WITHIN * this.patience, () => {
      this.tooLate();
      dead();
    });
  }

  /** Dead, or slow: who is slow would never be heard if each wait were as short as the first. */
  tooLate() {
    this.patience = Math.min(MOST_PATIENCE, this.patience * 2);
  }

  /** Ask for a sign of life: back at the page, awake again, or long silence. */
  prove() {
    const now = this.#given.clock.now();
    if (now - this.#pingedAt >= PROOF_EVERY && this.#given.ping()) this.#pingedAt = now;
  }

  #watchSilence() {
    const { clock, timers, waits = () => false } = this.#given;
    const after = waits() ? PROOF_AFTER_WAITING : PROOF_AFTER;
    const due = Math.max(this.#heardAt, this.#pingedAt) + after;
    timers.after("silence", Math.max(PROOF_EVERY, due - clock.now()), () => {
      this.prove();
      this.#watchSilence();
    });
  }
}
