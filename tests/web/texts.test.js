import assert from "node:assert/strict";
import { test } from "node:test";
import { cleaned, pieces } from "../../chalicelib/web/shared/texts.js";

const bytes = (text) => Buffer.byteLength(JSON.stringify(text));

test("a short text stays one message", () => {
  assert.deepEqual(pieces("  Dag, ik ben het.\nEcht. "), ["Dag, ik ben het.\nEcht."]);
});

test("nothing but space is no message", () => assert.deepEqual(pieces(" \n\t "), []));

test("a long text is cut at words and loses none of them", () => {
  const words = Array.from({ length: 900 }, (_, i) => `woord${i}`);
  const parts = pieces(words.join(" "));
  assert.ok(parts.length > 1);
  assert.deepEqual(parts.join(" ").split(" "), words);
  for (const part of parts) assert.ok([...part].length <= 2000);
});

test("a word of 2,500 letters is cut all the same", () => {
  assert.deepEqual(pieces("a".repeat(2500)).map((part) => part.length), [2000, 500]);
});

test("4,000 emoji stay whole and under the size of a frame", () => {
  const parts = pieces("👩‍👩‍👧".repeat(800));
  assert.equal(parts.join(""), "👩‍👩‍👧".repeat(800));
  for (const part of parts) {
    assert.ok(bytes(part) < 8000);
    assert.ok(!part.startsWith("\u200d") && !part.endsWith("\u200d"));
  }
});

test("half a letter, overrides and control characters are left out", () => {
  assert.equal(cleaned("a\ud83db\u202ec\u0007d"), "abcd");
  assert.equal(cleaned("\u2067שלום\u2069"), "\u2067שלום\u2069");
});
