import { h, write } from "../../shared/dom.js";
import { chime } from "../../shared/chime.js";
import { waiting } from "../state/disclosures.js";

const ALARM_AGAIN = 5000;

/** Stands above every part of the page while a request waits, and sounds until it is answered. @param {import("../view.js").Given} given */
export function alarm({ say }) {
  const words = h("p", {});
  const sound = h("input", { type: "checkbox", checked: true });
  const element = h("div", { class: "banner alarm", role: "alert", hidden: true }, words,
    h("div", { class: "row" }, h("a", { class: "button primary", href: "#disclosures" }, say("admin.disclosures.go")),
      h("label", { class: "choice" }, sound, say("admin.disclosures.sound"))));
  let count = 0;
  // A browser lets a page make a sound once somebody has touched it.
  let touched = false;
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => { touched = true; }, { once: true });

  function sounds() {
    if (count && touched && sound.checked) chime();
  }

  setInterval(sounds, ALARM_AGAIN);
  return {
    element,
    get waiting() { return count; },
    /** @param {import("../view.js").Admin} admin */
    show(admin) {
      const before = count;
      count = waiting(admin).length;
      element.hidden = !count;
      write(words, count ? say("admin.disclosures.alarm", { count: String(count) }) : "");
      if (count > before) sounds();
    },
  };
}
