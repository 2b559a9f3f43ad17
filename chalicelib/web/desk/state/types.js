/**
 * What the desk knows.
 *
 * @typedef {import("../../wire/frames.js").ServerSends} Frame
 * @typedef {import("../../wire/frames.js").CounsellorSends} Sent
 * @typedef {import("../../shared/delivery.js").Log} Log
 * @typedef {import("../../shared/delivery.js").Outbox} Outbox
 * @typedef {import("../../shared/delivery.js").Have} Have
 * @typedef {{id: string, text: string, counsellor: string, at: string | null, fate: "waiting" | "stored" | "failed"}} Note
 * @typedef {"fifty_minutes" | "one_hour" | "closing"} NoticeWord
 * @typedef {"live" | "ended" | "handed_over" | "gone"} Stage
 *   gone: it ended or moved while this desk was not connected
 *   (`reached` and `unreached` below: ids of own messages of which this page knows that they arrived, and that they were
 *   stored while the visitor was away; of others it knows neither)
 *   (`readmitted`: who asked by nickname was let in, and is shown nothing from before)
 *   (`answerBy` below: the service asked a visitor who has not said a word whether they are there, and ends it then)
 *   (`othersWait` below: at 50 minutes nobody was free and somebody waited for a place)
 *   (`farewell`: the id of a goodbye; once it is stored, the conversation ends)
 * @typedef {{question: string, nickname: string, sameOrigin: boolean, until: string}} Asked
 * @typedef {{state: "asked" | "declined" | "withdrawn", colleague: string, until: string | null}} Handover
 * @typedef {{by: string, reason: string, at: string, until: string | null, quick?: boolean}} Ending
 * @typedef {{reason: string, frame: string | null}} Refusal
 * @typedef {import("../../wire/answers.js").DisclosureView} DisclosureItem
 * @typedef {import("../../wire/answers.js").OriginsView} Origins
 * @typedef {Omit<import("../../wire/answers.js").AskDisclosure, "conversation">} Plea
 * @typedef {{
 *   item: DisclosureItem | null, pending: "ask" | "look" | null, fault: {kind: string, message: string} | null, origins: Origins | null,
 * }} Disclosure
 *
 * @typedef {{
 *   id: string, channel: string, nickname: string, language: string, startedAt: string,
 *   intake: import("../../wire/frames.js").IntakeSent,
 *   stage: Stage, attached: boolean, visitorHere: boolean, until: string | null, typingAt: number,
 *   log: Log, outbox: Outbox, reached: readonly string[], unreached: readonly string[], readmitted: boolean, notes: Note[], notesSent: readonly string[], unread: number, isNew: boolean,
 *   draft: string, noteDraft: string, typedAt: number,
 *   noticed: NoticeWord[], othersWait: boolean, answerBy: string | null, farewell: string | null, asked: Asked | null, handover: Handover | null, ending: Ending | null,
 *   pending: string | null, refusal: Refusal | null,
 * }} Conversation
 *
 * @typedef {{
 *   conversation: string, question: string, nickname: string, counsellor: string, note: string | null, until: string,
 * }} Offer
 * @typedef {import("../../wire/frames.js").Colleague} Colleague
 * @typedef {{channel: string, slots: number}} Wanted
 * @typedef {import("../../shared/connection.js").Line | "replaced" | "dismissed" | "signed_out" | "forbidden" | "elsewhere"} Line
 *
 * @typedef {{do: "send", frame: Sent}
 *   | {do: "announce", words: string, values: Record<string, string>}
 *   | {do: "chime"}
 *   | {do: "disclose", what: "ask", conversation: string, plea: Plea}
 *   | {do: "disclose", what: "look", conversation: string, id: string}
 *   | {do: "later", seconds: number, event: Event}} Effect
 *
 * @typedef {{
 *   line: Line, wasOpen: boolean, skew: number | null, wanted: Wanted | null, on: boolean, channel: string | null,
 *   slots: number, available: boolean, light: string | null, lightAt: string | null, conversations: Record<string, Conversation>,
 *   order: string[], active: string | null, offers: Offer[], colleagues: Colleague[] | null, openUntil: string | null,
 *   kept: Record<string, Kept>, refusal: Refusal | null, disclosures: Record<string, Disclosure>, onCall: string | null,
 *   finished: Finished[], endedBefore: string[], putAway: string | null, wrapped: Record<string, Wrapped>, away: boolean, catchesUp: boolean, effects: Effect[],
 * }} Desk
 *
 * @typedef {Omit<import("../../wire/frames.js").WrappedFrame, "type">} Wrapped
 * @typedef {{id: string, channel: string, nickname: string, endedAt: string, conversation: Conversation | null}} Finished
 *   a conversation in the tray; without `conversation` it ended before the page was loaded anew
 *   (`endedBefore` above: ids of such, of which the server has not told yet; `putAway`: what was put away last, to undo;
 *   `away`: nobody looks at the page)
 * @typedef {{draft: string, noteDraft: string, outbox: Outbox}} Kept
 *   what a reload must not lose, per conversation
 * @typedef {Record<string, any> & {type: string, now?: number}} Event
 */

/**
 * What a frame does to the desk.
 * @template {Frame["type"]} T
 * @typedef {(desk: Desk, frame: Extract<Frame, {type: T}>, now: number) => Desk} Step
 */
export {};
