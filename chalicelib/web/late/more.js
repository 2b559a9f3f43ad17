// What somebody may add after a talk: the rest of the questions, each of which may be left open.

import { choice, group } from "../chat/ending/questions.js";
import { h } from "../shared/dom.js";
import { readSettings } from "../shared/settings.js";
import { speaker } from "../shared/words.js";

const say = speaker(given.words[readSettings().lang]);
const SCORES = ["1", "2", "3", "4", "5"];

document.addEventListener("chathulp:more", ({ target }) => {
  if (!(target instanceof Element)) return;
  target.querySelector("[role=status]")?.replaceWith(
    group(say("more.heard"), SCORES.map((score) => choice("heard", score, score)), say("more.scale")),
    group(say("more.again"), [choice("again", "yes", say("more.yes")), choice("again", "no", say("more.no"))]),
    h("label", { for: "remark" }, say("more.remark")),
    h("textarea", { id: "remark", name: "remark", rows: 3, maxlength: 2000, autocomplete: "off" }),
  );
});
