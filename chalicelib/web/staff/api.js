import { SignedOut } from "./session.js";

/** @typedef {{field: string, message: string}} FieldError */

/** The server said no, with problem details (RFC 9457); `status` 0 means that nobody answered. */
export class Problem extends Error {
  /** @param {number} status @param {{type?: string, title?: string, detail?: string, errors?: FieldError[]}} details */
  constructor(status, details = {}) {
    super(details.detail ?? details.title ?? "");
    this.status = status;
    /** One word for programs: the end of the problem's `type`. */
    this.kind = details.type?.split(":").at(-1) ?? "";
    /** @type {FieldError[]} */
    this.errors = details.errors ?? [];
  }
}

/** Calls of the staff's HTTP API. All paths are relative: a stage may put a prefix before them. */
export class Api {
  /**
   * @param {import("./session.js").Session} session
   * @param {{fetch?: (url: string, request: RequestInit) => Promise<Response>, base?: string, language?: string}} world
   */
  constructor(session, world = {}) {
    this.session = session;
    this.fetch = world.fetch ?? ((url, request) => fetch(url, request));
    this.base = world.base ?? document.baseURI;
    this.language = world.language ?? document.documentElement.lang;
  }

  /** @param {string} path */
  get(path) { return this.call("GET", path); }

  /** @param {string} path @param {unknown} body */
  post(path, body = {}) { return this.call("POST", path, body); }

  /** @param {string} path @param {unknown} body */
  put(path, body) { return this.call("PUT", path, body); }

  /** @param {string} path */
  delete(path) { return this.call("DELETE", path); }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  async call(method, path, body) {
    const response = await this.#send(method, path, body);
    // The server's clock or a withdrawn key may end a token early: one renewal, one more try.
    if (response.status !== 401) return answerOf(response);
    await reached(this.session.renew());
    const again = await this.#send(method, path, body);
    if (again.status === 401) throw new SignedOut();
    return answerOf(again);
  }

  /** @param {string} method @param {string} path @param {unknown} [body] */
  async #send(method, path, body) {
    const request = await reached(this.#request(method, body));
    return reached(this.fetch(new URL(path, this.base).href, request));
  }

  /** @param {string} method @param {unknown} body @returns {Promise<RequestInit>} */
  async #request(method, body) {
    const headers = {
      Authorization: `Bearer ${await this.session.bearer()}`, Accept: "application/json",
      // What the server says about a field is shown as it is: it should speak the language of the page.
      "Accept-Language": this.language,
    };
    if (body === undefined) return { method, headers, cache: "no-store" };
    const typed = { ...headers, "Content-Type": "application/json" };
    return { method, headers: typed, body: JSON.stringify(body), cache: "no-store" };
  }
}

/**
 * What the network does to a request is one thing to people: nobody answered.
 * @template Answer
 * @param {Promise<Answer>} asked
 */
function reached(asked) {
  return asked.catch((error) => {
    throw error instanceof SignedOut ? error : new Problem(0);
  });
}

/** @param {Response} response */
async function answerOf(response) {
  // A page that is left in the middle of an answer, or a line that breaks there.
  const text = await reached(response.text());
  const told = readable(text);
  if (!response.ok) throw new Problem(response.status, told ?? {});
  return told;
}

/** A gateway in between may answer with a page of its own instead of JSON. @param {string} text */
function readable(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
