import assert from "node:assert/strict";
import { test } from "node:test";

import { spokenAsChosen } from "../../../chalicelib/web/staff/language.js";

/** A tab that loads a page; the server speaks the language of the address, else Dutch. */
function aTab() {
  const kept = new Map();
  const shelf = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  return {
    /** @returns {string} where the tab ends up */
    loads(search) {
      let next = search;
      const spoken = new URLSearchParams(search).get("lang") ?? "nl";
      if (spokenAsChosen(spoken, { search, shelf, go: (url) => { next = url; } })) return search;
      return this.loads(next);
    },
  };
}

test("who chose nothing stays where they are", () => {
  assert.equal(aTab().loads(""), "");
});

test("the chosen language comes back after the sign-in, and its answer goes along", () => {
  const tab = aTab();
  tab.loads("?lang=en");
  assert.equal(tab.loads("?code=c&state=s"), "?code=c&state=s&lang=en");
  assert.equal(tab.loads(""), "?lang=en");
});

test("the last choice counts, and Dutch needs no second page", () => {
  const tab = aTab();
  tab.loads("?lang=en");
  tab.loads("?lang=nl");
  assert.equal(tab.loads("?code=c&state=s"), "?code=c&state=s");
});
