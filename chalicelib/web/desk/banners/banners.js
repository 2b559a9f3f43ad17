import { fill, h, set, write } from "../../shared/dom.js";

/** @typedef {import("../view.js").Given} Given */
/** @typedef {import("../view.js").Desk} Desk */

/** What stands between the counsellor and the visitors: the line, another window, a refusal. @param {Given} given @returns {import("../view.js").Piece} */
export function banners(given) {
  const words = h("p");
  const act = h("button", { type: "button" });
  const element = h("section", { class: "banner page-banner", "aria-label": given.say("desk.banner.label"), "data-stop": true, hidden: true }, words, act);
  /** @type {() => void} */
  let doIt = () => undefined;
  act.addEventListener("click", () => doIt());

  return {
    element,
    show(desk) {
      const banner = bannerOf(desk, given);
      element.hidden = !banner;
      if (!banner) return;
      set(element, { "data-banner": banner.name });
      write(words, given.say(banner.name));
      act.hidden = !banner.act;
      if (banner.act) fillOnce(act, given.say(banner.act.words));
      doIt = banner.act?.run ?? doIt;
    },
  };
}

/** @param {HTMLElement} button @param {string} words */
function fillOnce(button, words) {
  if (button.textContent !== words) fill(button, words);
}

/**
 * @param {Desk} desk @param {Given} given
 * @returns {{name: string, act?: {words: string, run: () => void}} | null}
 */
function bannerOf(desk, { acts }) {
  const again = { words: "desk.banner.retry", run: acts.retry };
  const here = { words: "desk.banner.here", run: acts.takeOver };
  const signIn = { words: "staff.sign_in", run: acts.signIn };
  switch (desk.line) {
    case "replaced": return { name: "desk.banner.replaced", act: here };
    case "elsewhere": return { name: "desk.banner.elsewhere", act: here };
    case "dismissed": return { name: "desk.banner.dismissed" };
    case "signed_out": return { name: "desk.banner.signed_out", act: signIn };
    case "forbidden": return { name: "desk.banner.forbidden" };
    case "offline": return { name: "desk.banner.offline", act: again };
    case "waiting": return { name: "desk.banner.waiting", act: again };
    case "connecting": return desk.wasOpen ? { name: "desk.banner.waiting", act: again } : null;
    default: return refusalOf(desk, acts);
  }
}

/** @param {Desk} desk @param {Given["acts"]} acts */
function refusalOf(desk, acts) {
  if (!desk.refusal) return null;
  const run = () => acts.dispatch({ type: "dismisses" });
  return { name: `desk.refused.${desk.refusal.reason}`, act: { words: "desk.banner.understood", run } };
}
