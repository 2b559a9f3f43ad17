// Named timers: starting one anew takes the place of the old one, so that none is forgotten.

/**
 * @typedef {{now(): number, setTimeout(run: () => void, ms: number): any, clearTimeout(timer: any): void}} Clock
 */

/** @type {Clock} */
export const REAL_CLOCK = {
  // Never the wall clock: a telephone that sets its time must not think that the line died, or never did.
  now: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};

const BEGAN = Date.now() - performance.now();

/** The moment by this computer's clock as it was when the page came: a clock that is set meanwhile moves no countdown. */
export function steadyNow() {
  return BEGAN + performance.now();
}

export class Timers {
  /** @type {Map<string, any>} */
  #running = new Map();

  /** @param {Clock} [clock] */
  constructor(clock = REAL_CLOCK) {
    this.clock = clock;
  }

  /** @param {string} name */
  has(name) {
    return this.#running.has(name);
  }

  /** @param {string} name @param {number} ms @param {() => void} run */
  after(name, ms, run) {
    this.cancel(name);
    this.#running.set(name, this.clock.setTimeout(() => {
      this.#running.delete(name);
      run();
    }, ms));
  }

  /** @param {string} name */
  cancel(name) {
    this.clock.clearTimeout(this.#running.get(name));
    this.#running.delete(name);
  }

  cancelAll() {
    for (const name of [...this.#running.keys()]) this.cancel(name);
  }
}
