import assert from "node:assert/strict";
import { test } from "node:test";

import { Api, Problem } from "../../../chalicelib/web/staff/api.js";
import { SignedOut } from "../../../chalicelib/web/staff/session.js";

const page = "https://chat.example/stage/admin";

function anApi(...answers) {
  const asked = [];
  const session = { bearer: async () => `token-${asked.length}`, renewed: 0, renew: async () => { session.renewed += 1; } };
  const api = new Api(/** @type {any} */ (session), {
    base: page, language: "nl",
    fetch: async (url, request) => {
      asked.push({ url, ...request });
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { api, asked, session };
}

test("paths stay within the stage, with the bearer token and no copy in a cache", async () => {
  const { api, asked } = anApi(Response.json({ items: [] }));
  assert.deepEqual(await api.get("admin/channels"), { items: [] });
  assert.equal(asked[0].url, "https://chat.example/stage/admin/channels");
  assert.equal(asked[0].headers.Authorization, "Bearer token-0");
  assert.equal(asked[0].cache, "no-store");
});

test("a problem carries its status, words and fields", async () => {
  const details = { title: "Invalid", detail: "Kijk na", errors: [{ field: "first", message: "te vroeg" }] };
  const { api } = anApi(Response.json(details, { status: 422 }));
  await assert.rejects(api.post("admin/blocks", {}), (problem) => {
    assert(problem instanceof Problem);
    assert.deepEqual([problem.status, problem.message, problem.errors], [422, "Kijk na", details.errors]);
    return true;
  });
});

test("an answer that is no JSON is still a problem with a status", async () => {
  const { api } = anApi(new Response("<h1>Bad Gateway</h1>", { status: 502 }));
  await assert.rejects(api.get("admin/channels"), { status: 502 });
});

test("nobody answering is a problem of its own", async () => {
  const { api } = anApi(new TypeError("failed to fetch"));
  await assert.rejects(api.get("admin/channels"), { status: 0 });
});

test("a token refused early is renewed once; refused again means signing in", async () => {
  const renewed = anApi(new Response("", { status: 401 }), Response.json(1));
  assert.equal(await renewed.api.get("admin/channels"), 1);
  assert.equal(renewed.session.renewed, 1);
  const out = anApi(new Response("", { status: 401 }), new Response("", { status: 401 }));
  await assert.rejects(out.api.get("admin/channels"), SignedOut);
});

test("an empty answer is nothing, not a fault", async () => {
  const { api } = anApi(new Response(null, { status: 204 }));
  assert.equal(await api.delete("admin/blocks/1"), null);
});

test("a line that breaks in the middle of an answer is nobody answering too", async () => {
  const broken = { ok: true, status: 200, text: () => Promise.reject(new DOMException("aborted", "AbortError")) };
  const { api } = anApi(broken);
  await assert.rejects(api.get("admin/channels"), { status: 0 });
});
