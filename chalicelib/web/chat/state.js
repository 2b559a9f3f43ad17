// Everything the chat page knows, as one value. What is shown follows from it and from nothing else.

import { emptyLog, emptyOutbox } from "../shared/delivery.js";

/**
 * welcome   the light, what a visitor should know, the form
 * starting  asked for a conversation, or on the way back to one (`returning`); writing is possible already
 * asking    the counsellor was asked whether this nickname may come back
 * talking   the conversation is on, with or without a working line
 * ended     it is over: survey, where else to find help
 * replaced  another window took over
 * @typedef {"welcome" | "starting" | "asking" | "talking" | "ended" | "replaced"} Phase
 *
 * @typedef {import("../wire/frames.js").ServerSends} Frame
 * @typedef {import("../wire/frames.js").VisitorSends} Sent
 * @typedef {import("../shared/connection.js").Line} Line
 * @typedef {import("../shared/settings.js").Elsewhere} Elsewhere
 * @typedef {import("../wire/frames.js").Intake} Intake
 * @typedef {import("../shared/settings.js").Settings["lang"]} Language
 * @typedef {{light: "open" | "busy" | "closed", message: string, at: string, next_opening?: string, open_until?: string,
 *   elsewhere: Elsewhere}} Status
 * @typedef {{reason: string, message: string, until?: string, next_opening?: string, elsewhere?: Elsewhere,
 *   frame?: string}} Refusal
 * @typedef {{by: string, reason: string, message: string, until?: string, elsewhere?: Elsewhere}} Ending
 * @typedef {{here: boolean, until?: string}} Peer
 * @typedef {Omit<import("../wire/frames.js").SurveyFrame, "type">} Answers
 *
 * What a person, the line or time did.
 * @typedef {{type: "@line", line: Line} | {type: "@start", nickname: string, intake: Intake} | {type: "@comeback", nickname: string}
 *   | {type: "@say", parts: {id: string, text: string}[]} | {type: "@retry" | "@discard", id: string} | {type: "@survey", answers: Answers}
 *   | {type: "@back" | "@here" | "@typing" | "@tick" | "@hello" | "@settled" | "@end" | "@skip" | "@takeover" | "@again"}} Act
 * @typedef {Frame | Act} Event
 *
 * @typedef {{
 *   channel: string, language: Language, phase: Phase, line: Line, skew: number,
 *   status: Status | null, refusal: Refusal | null,
 *   nickname: string, intake: Intake, tries: number, returning: boolean, waitingUntil: string | null,
 *   token: string | null, counsellor: string, moves: readonly {id: string, name: string, after: string | null}[], peer: Peer,
 *   log: import("../shared/delivery.js").Log, outbox: import("../shared/delivery.js").Outbox,
 *   leaving: boolean, greeting: boolean, knockAt: number | null,
 *   late: readonly string[], held: readonly string[], heldUntil: number,
 *   downUntil: number | null, typingUntil: number, typedAt: number, toldTypingAt: number,
 *   notices: readonly string[], answerBy: string | null, answering: boolean, ending: Ending | null, survey: "open" | "sending" | "done" | "none",
 *   out: readonly Sent[],
 * }} State
 *
 * skew        server's clock minus ours: a telephone with a wrong clock must not see a wrong countdown
 * tries       how often a start went out: the answer to the first may be lost
 * leaving     the visitor said goodbye while the line was down
 * greeting    the server does not know our line yet: what is said meanwhile waits
 * knockAt     when to greet again, after the server was too busy for it
 * moves       who took over, and after which message
 * late        ids that the server has and the counsellor's screen has not
 * held        ids that the server asked to send a little later
 * answerBy    asked whether the visitor is there, who has not said a word: when it ends without an answer
 * answering   they said that they are, and no word has come that it arrived
 * downUntil   until when our dropped line can still pick the conversation up, on our clock
 * out         frames that this very step wants sent
 */

/**
 * What follows from an event.
 * @template {Event["type"]} T
 * @typedef {(state: State, event: Extract<Event, {type: T}>, now: number) => State} Rule
 */

export const RESUME_WITHIN = 5 * 60_000;

/** @param {{channel: string, language: Language, token?: string | null}} about @returns {State} */
export function firstState({ channel, language, token = null }) {
  return {
    channel, language, phase: token ? "starting" : "welcome", line: "connecting", skew: 0,
    status: null, refusal: null,
    nickname: "", intake: {}, tries: 0, returning: token !== null, waitingUntil: null,
    token, counsellor: "", moves: [], peer: { here: true },
    log: emptyLog(), outbox: emptyOutbox(),
    leaving: false, greeting: false, knockAt: null,
    late: [], held: [], heldUntil: 0,
    downUntil: null, typingUntil: 0, typedAt: 0, toldTypingAt: 0,
    notices: [], answerBy: null, answering: false, ending: null, survey: "open",
    out: [],
  };
}

/** @param {State} state @param {Sent} frame @returns {State} */
export function sending(state, frame) {
  return { ...state, out: [...state.out, frame] };
}
