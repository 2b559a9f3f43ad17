import assert from "node:assert/strict";
import { test } from "node:test";

import { base64url, challengeOf } from "../../../chalicelib/web/staff/pkce.js";
import { Session, SignedOut, SignInFailed } from "../../../chalicelib/web/staff/session.js";

const OIDC = {
  issuer: "https://sign-in.example", client_id: "desk", scope: "openid",
  authorize_url: "https://sign-in.example/authorize", token_url: "https://sign-in.example/token",
  logout_url: "https://sign-in.example/logout",
};

const token = (claims) => `head.${base64url(new TextEncoder().encode(JSON.stringify(claims)))}.signature`;

/** A provider and a tab, small enough to see through. */
function aTab({ claims = {}, answers = [] } = {}) {
  const kept = new Map();
  const world = {
    now: 0, left: [], asked: [],
    shelf: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    },
  };
  const session = new Session(OIDC, {
    shelf: world.shelf, now: () => world.now, page: () => "https://chat.example/desk",
    go: (url) => world.left.push(new URL(url)),
    fetch: async (url, request) => {
      world.asked.push(Object.fromEntries(request.body));
      const answer = answers.shift() ?? {};
      if (answer.status) return new Response("{}", { status: answer.status });
      const asked = world.left.at(-1)?.searchParams;
      const said = { iss: OIDC.issuer, aud: "desk", nonce: asked?.get("nonce"), given_name: "Zoë", ...claims };
      return Response.json({
        access_token: `access-${world.asked.length}`, id_token: token(said), refresh_token: "again",
        expires_in: 3600, ...answer,
      });
    },
  });
  return { world, session, kept };
}

async function signIn(tab) {
  await tab.session.begin();
  const state = tab.world.left[0].searchParams.get("state");
  await tab.session.finish(new URLSearchParams({ code: "c0de", state }));
}

test("the challenge is the one of RFC 7636, appendix B", async () => {
  const challenge = await challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  assert.equal(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
});

test("a sign-in trades its code for tokens and proves that it asked", async () => {
  const tab = aTab();
  await signIn(tab);
  const asked = tab.world.left[0].searchParams;
  assert.equal(asked.get("code_challenge_method"), "S256");
  assert.equal(asked.get("redirect_uri"), "https://chat.example/desk");
  assert.equal(await challengeOf(tab.world.asked[0].code_verifier), asked.get("code_challenge"));
  assert.equal(await tab.session.bearer(), "access-1");
  assert.equal(tab.session.person, "Zoë");
});

test("an answer to a question that this tab did not ask is refused", async () => {
  const tab = aTab();
  await tab.session.begin();
  await assert.rejects(tab.session.finish(new URLSearchParams({ code: "c", state: "other" })), SignInFailed);
  assert.equal(tab.world.asked.length, 0);
});

for (const [what, claims] of [["nonce", { nonce: "x" }], ["issuer", { iss: "x" }], ["audience", { aud: "x" }]]) {
  test(`a token with another ${what} is refused and not kept`, async () => {
    const tab = aTab({ claims });
    await assert.rejects(signIn(tab), new RegExp(what));
    assert.equal(tab.session.signedIn, false);
  });
}

test("tokens are renewed a minute before they end, once for all who ask", async () => {
  const tab = aTab({ answers: [{}, { id_token: undefined, refresh_token: undefined }] });
  await signIn(tab);
  tab.world.now = 3_590_000;
  const both = await Promise.all([tab.session.bearer(), tab.session.bearer()]);
  assert.deepEqual(both, ["access-2", "access-2"]);
  assert.equal(tab.session.person, "Zoë");
});

test("a refused renewal means signing in again; a sick provider does not", async () => {
  const refused = aTab({ answers: [{}, { status: 400 }] });
  await signIn(refused);
  refused.world.now = 4_000_000;
  await assert.rejects(refused.session.bearer(), SignedOut);
  const sick = aTab({ answers: [{}, { status: 503 }, {}] });
  await signIn(sick);
  sick.world.now = 4_000_000;
  await assert.rejects(sick.session.bearer(), TypeError);
  assert.equal(await sick.session.bearer(), "access-3");
});

test("leaving forgets the tokens before it goes", async () => {
  const tab = aTab();
  await signIn(tab);
  tab.session.leave();
  assert.equal(tab.kept.size, 0);
  assert.equal(tab.world.left.at(-1).origin + tab.world.left.at(-1).pathname, OIDC.logout_url);
  await assert.rejects(tab.session.bearer(), SignedOut);
});
