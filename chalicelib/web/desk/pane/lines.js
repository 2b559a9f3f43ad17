import { fateOf } from "../state/fate.js";

/** @typedef {import("../state/types.js").Conversation} Conversation */
/** @typedef {{from: string, id: string, text: string, at: string | null, author?: string, fate: string, goesOn?: boolean}} Line */

// What follows sooner than this is said in one breath.
const ONE_BREATH = 3 * 60_000;

/**
 * Stored messages, then those on their way; what a colleague wrote bears a name. A line that goes on in the next one
 * leaves the time to it.
 * @param {Conversation} conversation @param {string} person @returns {Line[]}
 */
export function linesOf(conversation, person) {
  const { log: { messages }, outbox } = conversation;
  const stored = messages.map((message) => {
    const { from, id, text, at } = message;
    return { from, id, text, at, author: byAnother(message, person), fate: fateOf(conversation, message) };
  });
  const waiting = outbox.items.map(({ id, text, flight }) => ({
    from: "counsellor", id, text, at: null, author: undefined, fate: flight === "failed" ? "failed" : "waiting",
  }));
  const lines = [...stored, ...waiting];
  return lines.map((line, place) => ({ ...line, goesOn: isOneBreath(line, lines[place + 1]) }));
}

/**
 * The name of a colleague, decided by who wrote it: two may have one first name. Of messages from before the server
 * told that, only the name is known.
 * @param {import("../../shared/delivery.js").Message} message @param {string} person
 */
function byAnother({ author, own }, person) {
  return own ?? author === person ? undefined : author;
}

/** @param {Line} line @param {Line | undefined} next */
function isOneBreath(line, next) {
  if (!next || next.from !== line.from || next.author !== line.author || next.fate !== line.fate || line.fate === "failed") return false;
  return !line.at || !next.at || Date.parse(next.at) - Date.parse(line.at) < ONE_BREATH;
}
