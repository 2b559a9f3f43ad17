// A desk without a browser: what the server says, what the counsellor does, what goes out.

import { initial } from "../../../chalicelib/web/desk/initial.js";
import { reduce } from "../../../chalicelib/web/desk/reducer.js";

export const NOW = Date.parse("2026-11-23T13:00:00.000Z");
export const ROOS = "conversation-of-roos";
export const SAM = "conversation-of-samir";

/** @param {number} seconds after NOW */
export const at = (seconds) => new Date(NOW + seconds * 1000).toISOString();

export function aDesk(before = {}) {
  let desk = initial(before);
  const step = (event) => {
    desk = reduce(desk, { now: NOW, ...event });
    return stage;
  };
  const stage = {
    hears: (type, frame = {}) => step({ type: "frame", frame: { type, ...frame } }),
    does: (type, event = {}) => step({ type, ...event }),
    get desk() { return desk; },
    get sent() { return effects("send").map(({ frame }) => frame); },
    get announced() { return effects("announce").map(({ words }) => words); },
    get chimes() { return effects("chime").length; },
    get later() { return effects("later"); },
    of: (id) => desk.conversations[id],
  };
  const effects = (kind) => desk.effects.filter((effect) => effect.do === kind);
  return stage;
}

export function assigned(id = ROOS, more = {}) {
  return {
    conversation: id, channel: "jac", nickname: id === ROOS ? "Roos" : "Samir", intake: { age: 16 }, language: "nl",
    started_at: at(0), visitor_here: true, messages: [], notes: [], more: false,
    last: { visitor: 0, counsellor: 0 }, noticed: [], ...more,
  };
}

export function aMessage(n, text, more = {}) {
  return { conversation: ROOS, from: "visitor", n, id: `visitor-${n}`, text, at: at(n), ...more };
}

/** A counsellor on duty who talks with Roos. */
export function talkingWithRoos() {
  return aDesk().does("goes_on_duty", { channel: "jac", slots: 3 }).does("line", { line: "open" })
    .hears("duty", { on: true, channel: "jac", slots: 3, available: true, conversations: [], light: "open" })
    .hears("assigned", assigned());
}
