import assert from "node:assert/strict";
import { test } from "node:test";

import { find, plain } from "../../chalicelib/web/late/finding.js";

const centre = (name) => ({ name, email: "", phone: "", website: "" });
const LIST = {
  centres: [centre("Oost"), centre("West"), centre("Brussel")],
  served: [
    ["1210", "Saint-Josse-ten-Noode", 2], ["8000", "Brugge", 1], ["9000", "Gent", 0], ["9040", "Gent (Sint-Amandsberg)", 0],
    ["9500", "Geraardsbergen", 0], ["9800", "Deinze", 0],
  ],
};
const names = (typed) => find(LIST, typed)?.map(({ centre: found }) => found.name);

test("a municipality is found by its postcode, by its name and by both", () => {
  for (const typed of ["9000", "gent", " GENT ", "9000 Gent", "9000, gent"]) assert.deepEqual(names(typed), ["Oost"], typed);
});

test("signs and accents do not matter, in the middle of a name neither", () => {
  assert.deepEqual(names("saint josse"), ["Brussel"]);
  assert.deepEqual(names("noode"), ["Brussel"]);
  assert.equal(plain("Één-Dórp"), "een dorp");
});

test("a whole name comes before names that begin so", () => {
  assert.deepEqual(find(LIST, "gent")?.[0].places, ["9000 Gent", "9040 Gent (Sint-Amandsberg)"]);
});

test("too little says nothing yet, and what is nowhere is nothing", () => {
  assert.equal(find(LIST, " g "), null);
  assert.deepEqual(find(LIST, "londen"), []);
  assert.deepEqual(find(LIST, "99999"), []);
});
