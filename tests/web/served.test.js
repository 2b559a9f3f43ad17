// What is served is what was written: the same tokens, only comments, space, imports and exports differ.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Linter } from "eslint";
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

function shown(script, ...args) {
  return JSON.parse(execFileSync(PYTHON, ["-c", script, ...args], { cwd: ROOT, encoding: "utf8" }));
}

test("a page of staff is served as it is written", () => {
  const served = shown(SHOW, "admin/admin.js");
  assert.ok(served.length > 5);
  for (const [file, scoped] of served) {
    const body = scoped.replace(/^const m\d+=\(\(\)=>\{\s*(const\{[^}]*\}=m\d+;\s*)*/, "").replace(/return\{[^}]*\}\}\)\(\);\n$/, "");
    assert.deepEqual(tokens(body), written(file), file);
  }
});

const SHOW_JOINED = `
import json, sys
from chalicelib.web.assets import HERE
from chalicelib.web.bundling import _files, bundled_in_one_scope
entry = (HERE / sys.argv[1]).resolve()
print(json.dumps([[str(file) for file in _files(entry)], bundled_in_one_scope(entry)]))
`;

/** Every token, and of a name what it stands for: where a name of ours cannot stand, it says so. */
function leaves(text) {
  const found = [];
  const source = ts.createSourceFile("x.js", text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const visit = (node) => {
    if (ts.isJSDoc(node)) return;
    if (node.getChildCount(source) > 0) node.getChildren(source).forEach(visit);
    else if (node.kind !== ts.SyntaxKind.EndOfFileToken && node.getText(source)) found.push([node.getText(source), isForeign(node)]);
  };
  visit(source);
  return found;
}

function isForeign(node) {
  const { parent } = node;
  if (!ts.isIdentifier(node)) return !ts.isPrivateIdentifier(node);
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent)) return parent.propertyName ? parent.propertyName === node : parent.name === node;
  return ts.isShorthandPropertyAssignment(parent) || (ts.isPropertyAssignment(parent) && parent.name === node)
    || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isAccessor(parent);
}

for (const entry of ["widget/embed.js", "chat/chat.js", "desk/desk.js", "admin/admin.js"]) test(`of ${entry} only names of its own are served shorter, each by one other name`, () => {
  const [files, served] = shown(SHOW_JOINED, entry);
  const before = leaves(files.map((file) => readFileSync(file, "utf8").replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, "")).join("\n"));
  const after = leaves(served);
  // As a browser reads it: a short name may be no word of the language.
  assert.deepEqual(ts.createSourceFile("x.js", served, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS).parseDiagnostics, []);
  assert.equal(after.length, before.length);
  const short = new Map();
  before.forEach(([name, foreign], at) => {
    const [now] = after[at];
    if (foreign || now === name) return assert.equal(now, name);
    assert.equal(short.get(name) ?? now, now, `${name} has two names`);
    short.set(name, now);
  });
  assert.ok(short.size > 50);
  const names = new Set(before.map(([name]) => name));
  assert.equal(new Set(short.values()).size, short.size, "two names became one");
  for (const [name, now] of short) {
    assert.ok(!names.has(now), `${now} was there before`);
    const kept = before.filter(([each], at) => each === name && after[at][0] === name);
    assert.deepEqual(kept, [], `${name} was left somewhere`);
  }
});

/** Names that a script takes from the browser. */
function taken(script) {
  const rules = { "no-undef": "error" };
  const found = new Linter().verify(script, [{ languageOptions: { ecmaVersion: 2024, sourceType: "module" }, rules }]);
  return found.map(({ message }) => message).sort();
}

test("the names of the browser stay its own in the script of the desk", () => {
  const [files, served] = shown(SHOW_JOINED, "desk/desk.js");
  const before = files.flatMap((file) => taken(readFileSync(file, "utf8")));
  assert.deepEqual(taken(served), before.sort());
});
