/**
 * What the administrator's page knows.
 *
 * @typedef {"now" | "hours" | "dates" | "blocks" | "ranges" | "conversations" | "disclosures" | "faults" | "audit" | "guidance" | "centres" | "figures"} Section
 * @typedef {{opens: string, closes: string}} Shift
 * @typedef {Record<string, Shift[]>} Week from monday to sunday
 * @typedef {{channel: string, shifts: Week, works_on_holidays: boolean, version: number, readable?: boolean}} Hours
 * @typedef {{day: string, place: number, words: string, end?: "opens" | "closes"}} ShiftFault
 * @typedef {import("../../wire/answers.js").PreviewView} Preview
 * @typedef {import("../../wire/answers.js").ChannelStateView} Channel
 * @typedef {import("../centres/table.js").List & {version: number, changed_at: string | null, by: string}} Centres
 * @typedef {{
 *   closures: import("../../wire/answers.js").ClosureView, openings: import("../../wire/answers.js").OpeningView,
 *   blocks: import("../../wire/answers.js").BlockView, ranges: import("../../wire/answers.js").RangeView,
 *   conversations: import("../../wire/answers.js").ConversationView, disclosures: import("../../wire/answers.js").DisclosureView,
 *   faults: import("../../wire/answers.js").FaultView, audit: import("../../wire/answers.js").DeedView,
 * }} Items what each list is made of
 * @typedef {{[Name in ListName]?: {items: Items[Name][], next: string | null}}} Lists
 * @typedef {keyof Items} ListName
 * @typedef {{act: string, first: string, last: string}} Sought what is looked for in the trail; empty: everything
 * @typedef {{conversation: string, others: number}} Reach how many conversations go on from where this one came
 * @typedef {import("../../wire/answers.js").AuditCheckView} Check
 * @typedef {import("../../wire/answers.js").FaultFiguresView} FaultWeeks
 * @typedef {{words: string, values: Record<string, string>, kind: "done" | "fault", undo: Event | null}} Notice
 * @typedef {import("../../staff/api.js").FieldError} FieldError
 *
 * @typedef {{
 *   section: Section, channel: string, day: string, channels: Channel[] | null, seenAt: number, missed: boolean, hours: Hours | null, saved: Hours | null,
 *   shiftFaults: ShiftFault[], stale: boolean, preview: Preview | null, centres: Centres | null, sentCsv: string, lists: Lists,
 *   blockFor: string, reach: Reach | null, orderFor: string, sought: Sought, check: Check | null, openOnes: import("../../wire/answers.js").DisclosureView[], years: import("../../wire/answers.js").YearView[] | null, counted: import("../../wire/answers.js").FiguresView | null, today: string, span: {from: string, to: string, by: string}, faultWeeks: FaultWeeks | null,
 *   origins: import("../../wire/answers.js").OriginsView | null, busy: string | null, notice: Notice | null, errors: FieldError[], form: string | null,
 *   effects: Effect[],
 * }} Admin
 *   `form` says to which form the `errors` belong; `busy` names what is on its way; `sentCsv` is the list that was sent last
 *
 * @typedef {Record<string, any> & {type: string}} Event
 * @typedef {{method: string, path: string, body?: unknown, then: Event, form?: string}} Call
 *   `then` comes back with `answer` once the server has said yes
 * @typedef {{do: "call", call: Call} | {do: "focus", what: string} | {do: "empty", form: string}
 *   | {do: "save", name: string, text: string}} Effect
 */
export {};
