// What is served is what was written: the same tokens, only comments, space, imports and exports differ.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import ts from "typescript";

const ROOT = new URL("../../", import.meta.url);
const SHOW = `
import json, sys
from pathlib import Path
from chalicelib.web.bundling import _scoped, _imports, _visit
entry = Path("chalicelib/web", sys.argv[1]).resolve()
files = {}
_visit(entry, (), files)
print(json.dumps([[str(file), _scoped(file, files)] for file in files]))
`;

function tokens(text) {
  const found = [];
  const source = ts.createSourceFile("x.js", text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const visit = (node) => {
    if (ts.isJSDoc(node)) return;
    if (node.getChildCount(source) === 0 && node.kind !== ts.SyntaxKind.EndOfFileToken) found.push(node.getText(source));
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return found.filter(Boolean);
}

function written(file) {
  const text = readFileSync(file, "utf8").replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, "");
  return tokens(text);
}

const PYTHON = process.env.PYTHON ?? (process.env.VIRTUAL_ENV ? `${process.env.VIRTUAL_ENV}/bin/python` : ".venv/bin/python");

for (const entry of ["chat/chat.js", "widget/embed.js"]) {
  test(`${entry} is served as it is written`, () => {
    const served = JSON.parse(execFileSync(PYTHON, ["-c", SHOW, entry], { cwd: ROOT, encoding: "utf8" }));
    assert.ok(served.length > 5);
    for (const [file, scoped] of served) {
      const body = scoped.replace(/^const m\d+=\(\(\)=>\{\s*(const\{[^}]*\}=m\d+;\s*)*/, "").replace(/return\{[^}]*\}\}\)\(\);\n$/, "");
      assert.deepEqual(tokens(body), written(file), file);
    }
  });
}
