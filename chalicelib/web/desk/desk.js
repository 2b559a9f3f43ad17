import { readSettings } from "../shared/settings.js";
import { speaker } from "../shared/words.js";
import { signedIn } from "../staff/door.js";
import { openDesk } from "./open.js";

const settings = readSettings();
const say = speaker(settings.words);
const place = /** @type {HTMLElement} */ (document.getElementById("desk"));

signedIn({ settings, say, place, title: "desk.title" }).then((session) => {
  if (session) openDesk({ settings, say, place, session });
});
