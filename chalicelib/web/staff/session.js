import { challengeOf, claimsOf, secret } from "./pkce.js";

/**
 * @typedef {{
 *   issuer: string, client_id: string, authorize_url: string, token_url: string, logout_url?: string,
 *   scope: string, token_use?: "access" | "id",
 * }} Oidc
 * @typedef {{access: string, id: string, refresh: string | null, expires: number}} Tokens
 * @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Shelf
 * @typedef {{
 *   fetch: (url: string, request: RequestInit) => Promise<Response>, shelf: Shelf, now: () => number,
 *   go: (url: string) => void, page: () => string,
 * }} World
 */

const TOKENS = "chathulp.staff.tokens";
const ATTEMPT = "chathulp.staff.attempt";
// A token that ends while a request travels is refused at the door: renew it a minute early.
const MARGIN = 60_000;

/** There is nobody signed in, or not any more: only a new sign-in helps. */
export class SignedOut extends Error {}

/** The provider did not let this sign-in through, or the answer was not meant for it. */
export class SignInFailed extends Error {}

/** The sign-in of one member of staff in this tab: tokens live in sessionStorage and die with the tab. */
export class Session {
  /** @type {Promise<Tokens> | null} */
  #renewing = null;

  /** @param {Oidc} oidc @param {World} world */
  constructor(oidc, world) {
    this.oidc = oidc;
    this.world = world;
  }

  get signedIn() {
    return this.#stored() !== null;
  }

  /** Who is signed in, as the provider names them. */
  get person() {
    const tokens = this.#stored();
    const claims = tokens ? claimsOf(tokens.id) : {};
    return String(claims.given_name ?? claims.name ?? claims.email ?? claims.sub ?? "");
  }

  /** Whether the token names a team lead, in whatever claim has the groups: it shows a button, the server decides. */
  get leads() {
    return Object.values(claimsOf(this.#stored()?.id ?? "")).flat().includes("team-lead");
  }

  /** Leaves for the provider's own sign-in page. */
  async begin() {
    const attempt = { state: secret(), nonce: secret(), verifier: secret() };
    this.world.shelf.setItem(ATTEMPT, JSON.stringify(attempt));
    const query = new URLSearchParams({
      response_type: "code", client_id: this.oidc.client_id, redirect_uri: this.world.page(),
      scope: this.oidc.scope, state: attempt.state, nonce: attempt.nonce,
      code_challenge: await challengeOf(attempt.verifier), code_challenge_method: "S256",
    });
    this.world.go(`${this.oidc.authorize_url}?${query}`);
  }

  /**
   * Back from the provider: trades the code for tokens. An answer to a question that this tab did not ask is
   * refused, or a stranger could sign a counsellor in under another name.
   * @param {URLSearchParams} answer
   */
  async finish(answer) {
    const attempt = JSON.parse(this.world.shelf.getItem(ATTEMPT) ?? "null");
    this.world.shelf.removeItem(ATTEMPT);
    if (!attempt || answer.get("state") !== attempt.state) throw new SignInFailed("state");
    const code = answer.get("code");
    if (!code) throw new SignInFailed(answer.get("error") ?? "code");
    const tokens = await this.#ask({
      grant_type: "authorization_code", code, redirect_uri: this.world.page(), code_verifier: attempt.verifier,
    }, null);
    this.#check(claimsOf(tokens.id), attempt.nonce);
    this.#store(tokens);
  }

  /** The bearer token for the server; renewed when it is about to end. Throws SignedOut when it cannot be. */
  async bearer() {
    const stored = this.#stored();
    if (!stored) throw new SignedOut();
    const tokens = stored.expires - this.world.now() > MARGIN ? stored : await this.renew();
    return this.oidc.token_use === "id" ? tokens.id : tokens.access;
  }

  /** One renewal at a time: many providers take a refresh token only once. */
  renew() {
    this.#renewing ??= this.#renew().finally(() => { this.#renewing = null; });
    return this.#renewing;
  }

  /** Forgets the tokens here, then lets the provider end its own session. */
  leave() {
    this.forget();
    if (!this.oidc.logout_url) return this.world.go(this.world.page());
    const page = this.world.page();
    const query = new URLSearchParams({
      client_id: this.oidc.client_id, logout_uri: page, post_logout_redirect_uri: page,
    });
    return this.world.go(`${this.oidc.logout_url}?${query}`);
  }

  forget() {
    this.world.shelf.removeItem(TOKENS);
  }

  async #renew() {
    const refresh = this.#stored()?.refresh;
    if (!refresh) throw new SignedOut();
    const tokens = await this.#ask({ grant_type: "refresh_token", refresh_token: refresh }, refresh);
    this.#store(tokens);
    return tokens;
  }

  /**
   * @param {Record<string, string>} form @param {string | null} refresh the one in hand; not every provider
   * sends a new one along with new tokens
   * @returns {Promise<Tokens>}
   */
  async #ask(form, refresh) {
    const response = await this.world.fetch(this.oidc.token_url, {
      method: "POST", body: new URLSearchParams({ ...form, client_id: this.oidc.client_id }),
    });
    if (response.status >= 500) throw new TypeError("the provider is not well");
    if (!response.ok) throw refresh ? new SignedOut() : new SignInFailed("token");
    const answer = await response.json();
    return {
      access: answer.access_token, id: answer.id_token ?? this.#stored()?.id ?? "",
      refresh: answer.refresh_token ?? refresh, expires: this.world.now() + answer.expires_in * 1000,
    };
  }

  /** @param {Record<string, any>} claims @param {string} nonce */
  #check(claims, nonce) {
    const audience = [claims.aud].flat();
    if (claims.nonce !== nonce) throw new SignInFailed("nonce");
    if (claims.iss !== this.oidc.issuer) throw new SignInFailed("issuer");
    if (!audience.includes(this.oidc.client_id)) throw new SignInFailed("audience");
  }

  /** @returns {Tokens | null} */
  #stored() {
    return JSON.parse(this.world.shelf.getItem(TOKENS) ?? "null");
  }

  /** @param {Tokens} tokens */
  #store(tokens) {
    this.world.shelf.setItem(TOKENS, JSON.stringify(tokens));
  }
}

/** The session of this page in a browser. @param {Oidc} oidc */
export function sessionHere(oidc) {
  return new Session(oidc, {
    fetch: (url, request) => fetch(url, request),
    shelf: sessionStorage,
    now: () => Date.now(),
    go: (url) => location.assign(url),
    page: () => location.origin + location.pathname,
  });
}
