import { readSettings } from "../shared/settings.js";
import { speaker } from "../shared/words.js";
import { signedIn } from "../staff/door.js";
import { openAdmin } from "./open.js";

const settings = readSettings();
const say = speaker(settings.words);
const place = /** @type {HTMLElement} */ (document.getElementById("admin"));

signedIn({ settings, say, place, title: "admin.title" }).then((session) => {
  if (session) openAdmin({ settings, say, place, session });
});
