import assert from "node:assert/strict";
import { test } from "node:test";

import { initial, isDirty, reduce } from "../../../chalicelib/web/admin/reducer.js";
import { asTime, faultsOf, sorted } from "../../../chalicelib/web/admin/state/week.js";
import { dayWords, today, wallWords } from "../../../chalicelib/web/admin/wall.js";

const HOURS = { channel: "jac", shifts: { monday: [{ opens: "13:00", closes: "19:00" }] }, works_on_holidays: false, version: 3 };

function anAdmin() {
  let admin = initial({ channel: "jac", day: "2026-11-22" });
  const stage = {
    does: (type, event = {}) => {
      admin = reduce(admin, { type, ...event });
      return stage;
    },
    get admin() { return admin; },
    get calls() { return admin.effects.filter((effect) => effect.do === "call").map(({ call }) => call); },
    get asked() { return stage.calls.map(({ method, path }) => `${method} ${path}`); },
    /** The server says yes to the only call. */
    answered: (answer) => stage.does(stage.calls[0].then.type, { ...stage.calls[0].then, answer }),
    get focus() { return admin.effects.find((effect) => effect.do === "focus")?.what; },
  };
  return stage;
}

const withHours = () => anAdmin().does("opens", { section: "hours" }).answered(HOURS);

test("each part asks for what it shows, and an unknown one is the first", () => {
  const asked = (section) => anAdmin().does("opens", { section }).asked;
  assert.deepEqual(asked("hours"), ["GET admin/channels/jac/hours"]);
  assert.deepEqual(asked("dates"), ["GET admin/channels/jac/closures", "GET admin/channels/jac/openings"]);
  assert.deepEqual(asked("conversations"), ["GET admin/conversations?channel=jac&day=2026-11-22"]);
  assert.deepEqual(asked("faults"), ["GET admin/faults", "GET admin/fault-figures"]);
  assert.deepEqual(asked("figures").map((call) => call.split("?")[0]), ["GET admin/disclosure-figures", "GET admin/figures"]);
  assert.deepEqual(asked("audit"), ["GET admin/audit"]);
  assert.deepEqual(asked("toString"), ["GET admin/channels"]);
  assert.deepEqual(asked("guidance"), []);
});

test("hours are edited, put in order and saved with the version that was read", () => {
  const stage = withHours().does("adds_shift", { day: "monday" });
  assert.equal(stage.focus, "shift-monday-1-opens");
  stage.does("edits", { day: "monday", place: 1, change: { opens: "09:00", closes: "12:00" } });
  assert.equal(isDirty(stage.admin), true);
  stage.does("saves_hours");
  assert.deepEqual(stage.asked, ["PUT admin/channels/jac/hours"]);
  assert.equal(stage.calls[0].body.version, 3);
  assert.deepEqual(stage.calls[0].body.shifts.monday.map(({ opens }) => opens), ["09:00", "13:00"]);
  stage.answered(null);
  assert.equal(isDirty(stage.admin), false);
  assert.equal(stage.admin.hours.version, 4);
});

test("what is changed while the hours travel is kept, and a second click does not travel at all", () => {
  const stage = withHours().does("works_on_holidays", { on: true }).does("saves_hours");
  const [{ then }] = stage.calls;
  assert.deepEqual(stage.does("saves_hours").calls, []);
  stage.does("edits", { day: "monday", place: 0, change: { closes: "18:00" } }).does(then.type, { ...then, answer: null });
  assert.equal(stage.admin.hours.shifts.monday[0].closes, "18:00");
  assert.equal(stage.admin.hours.version, 4);
  assert.equal(stage.admin.saved.shifts.monday[0].closes, "19:00");
  assert.equal(isDirty(stage.admin), true);
});

test("what is added by a double click is added once", () => {
  const body = { first: "2026-12-24", last: "2026-12-24", reason: "Kerstverlof" };
  const stage = anAdmin().does("opens", { section: "dates" }).does("adds", { list: "closures", body });
  assert.deepEqual(stage.asked, ["POST admin/channels/jac/closures"]);
  assert.deepEqual(stage.does("adds", { list: "closures", body }).asked, []);
});

test("wrong hours are not sent; the first fault gets the focus and goes when it is mended", () => {
  const stage = withHours().does("edits", { day: "monday", place: 0, change: { closes: "12:00" } });
  assert.deepEqual(stage.admin.shiftFaults, [], "nobody is corrected while typing");
  stage.does("saves_hours");
  assert.deepEqual(stage.calls, []);
  assert.equal(stage.focus, "shift-monday-0-opens");
  stage.does("edits", { day: "monday", place: 0, change: { closes: "18:00" } });
  assert.deepEqual(stage.admin.shiftFaults, []);
});

test("a lost race keeps what was typed and offers the new hours", () => {
  const stage = withHours().does("removes_shift", { day: "monday", place: 0 }).does("saves_hours");
  stage.does("failed", { status: 409, message: "", errors: [], form: null });
  assert.equal(stage.admin.stale, true);
  assert.deepEqual(stage.admin.hours.shifts.monday, []);
  stage.does("drops_hours").answered({ ...HOURS, version: 4 });
  assert.deepEqual([stage.admin.stale, stage.admin.hours.version], [false, 4]);
});

test("a removed closure can be brought back", () => {
  const closure = { id: "c-1", first: "2026-12-24", last: "2026-12-26", reason: "verlof" };
  const stage = anAdmin().does("opens", { section: "dates" }).does("removes", { list: "closures", item: closure });
  assert.deepEqual(stage.asked, ["DELETE admin/channels/jac/closures/c-1"]);
  stage.answered(null);
  const { undo } = stage.admin.notice;
  stage.does(undo.type, undo);
  assert.deepEqual(stage.asked, ["POST admin/channels/jac/closures"]);
  assert.deepEqual(stage.calls[0].body, { first: "2026-12-24", last: "2026-12-26", reason: "verlof" });
});

test("a lifted block is not brought back by a button: its origin is not known here", () => {
  const stage = anAdmin().does("opens", { section: "blocks" }).does("removes", { list: "blocks", item: { id: "b-1" } });
  stage.answered(null);
  assert.equal(stage.admin.notice.undo, null);
});

test("an answer for a channel that is no longer shown comes too late", () => {
  const stage = anAdmin().does("opens", { section: "hours" });
  const late = stage.calls[0].then;
  stage.does("chooses", { channel: "caw" }).does(late.type, { ...late, answer: HOURS });
  assert.equal(stage.admin.hours, null);
});

test("lists come page by page", () => {
  const stage = anAdmin().does("opens", { section: "blocks" }).answered({ items: [{ id: "1" }], next: "x y" });
  stage.does("asks_more", { list: "blocks" });
  assert.deepEqual(stage.asked, ["GET admin/blocks?cursor=x+y"]);
  const [{ then }] = stage.calls;
  stage.answered({ items: [{ id: "2" }], next: "z" }).does(then.type, { ...then, answer: { items: [{ id: "2" }], next: "z" } });
  assert.deepEqual(stage.admin.lists.blocks.items.map(({ id }) => id), ["1", "2"], "a page that was asked twice comes once");
});

test("faults of fields go to their form, everything else to the top", () => {
  const stage = anAdmin().does("opens", { section: "dates" }).does("adds", { list: "closures", body: {} });
  const errors = [{ field: "last", message: "te vroeg" }];
  stage.does("failed", { status: 422, message: "", errors, form: stage.calls[0].form });
  assert.deepEqual([stage.admin.form, stage.focus, stage.admin.notice], ["closures", "closures-last", null]);
  const words = (status, message = "", kind = "") => anAdmin().does("failed", { status, kind, message, errors: [] }).admin.notice.words;
  assert.deepEqual([words(0), words(403), words(404), words(409), words(500), words(500, "vol"), words(409, "", "unreadable")], [
    "admin.fault.offline", "admin.fault.forbidden", "admin.fault.gone", "admin.fault.race", "admin.fault.unknown", "admin.fault.said",
    "admin.hours.unreadable",
  ]);
});

test("closing at once can be undone by reopening", () => {
  const stage = anAdmin().does("closes_now", { channel: "jac", reason: "" });
  assert.deepEqual(stage.calls[0].body, {});
  stage.answered(null);
  assert.deepEqual(stage.admin.notice.undo, { type: "reopens", channel: "jac" });
  assert.deepEqual(stage.asked, ["GET admin/channels"]);
});

test("hours of a day may touch, and may not overlap or run backwards", () => {
  const faults = (...monday) => faultsOf({ monday: monday.map(([opens, closes]) => ({ opens, closes })) }).map(({ words }) => words);
  assert.deepEqual(faults(["09:00", "12:00"], ["12:00", "17:00"]), []);
  assert.deepEqual(faults(["09:00", "13:00"], ["12:00", "17:00"]), ["admin.hours.fault_overlap"]);
  assert.deepEqual(faults(["17:00", "13:00"]), ["admin.hours.fault_order"]);
  assert.deepEqual(faults(["22:00", "02:00"]), []);
  assert.deepEqual(faults(["21:00", "23:00"], ["22:00", "02:00"]), ["admin.hours.fault_overlap"]);
  assert.deepEqual(faults(["25:00", ""]), ["admin.hours.fault_missing"]);
  assert.deepEqual(faults(["00:00", "24:00"]), []);
  assert.deepEqual(faults(["24:00", "24:00"]), ["admin.hours.fault_missing"]);
  assert.equal(Object.keys(sorted({})).length, 7);
});

test("times are read as people write them", () => {
  assert.deepEqual(["13", "9u", "13u30", "13.30", "1330", " 8:05 ", "noon"].map(asTime),
    ["13:00", "09:00", "13:30", "13:30", "13:30", "08:05", "noon"]);
});

test("wall time stays what it is, and a moment is told in Belgian time", () => {
  assert.match(wallWords("2026-12-25T14:00", "nl"), /vrijdag 25 december 2026.*14:00/);
  assert.match(wallWords("2026-12-25T13:00:00.000Z", "nl"), /14:00/);
  assert.match(wallWords("2026-07-01T13:00:00.000Z", "nl"), /15:00/);
  assert.match(dayWords("2026-12-24", "en"), /^Thursday,? 24 December 2026$/);
  assert.equal(today(new Date("2026-11-22T23:30:00Z")), "2026-11-23");
});

test("entries of the trail are sought, and what was sought before comes too late", () => {
  const stage = anAdmin().does("opens", { section: "audit" });
  const [late] = stage.calls;
  stage.does("seeks", { change: { act: "block_placed" } });
  assert.deepEqual(stage.asked, ["GET admin/audit?act=block_placed"]);
  const [call] = stage.calls;
  stage.does(late.then.type, { ...late.then, answer: { items: [{ id: "late" }], next: null } });
  assert.equal(stage.admin.lists.audit, undefined);
  stage.does(call.then.type, { ...call.then, answer: { items: [{ id: "a" }], next: "more" } }).does("asks_more", { list: "audit" });
  assert.deepEqual(stage.asked, ["GET admin/audit?act=block_placed&cursor=more"]);
});

test("a long trail is checked in parts until one is broken or none is left", () => {
  const stage = anAdmin().does("opens", { section: "audit" }).does("checks_trail");
  assert.deepEqual(stage.asked, ["GET admin/audit/check"]);
  stage.answered({ checked: 10_000, broken: null, flaw: null, next: "on" });
  assert.deepEqual(stage.asked, ["GET admin/audit/check?cursor=on"]);
  stage.answered({ checked: 12_000, broken: 12_001, flaw: "missing", next: null });
  assert.deepEqual([stage.asked, stage.admin.check.broken], [[], 12_001]);
});
