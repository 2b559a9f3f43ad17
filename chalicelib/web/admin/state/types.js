/**
 * What the administrator's page knows.
 *
 * @typedef {"now" | "hours" | "dates" | "blocks" | "ranges" | "conversations" | "disclosures" | "faults" | "audit" | "guidance" | "centres" | "figures"} Section
 * @typedef {{opens: string, closes: string}} Shift
 * @typedef {Record<string, Shift[]>} Week from monday to sunday
 * @typedef {{channel: string, shifts: Week, works_on_holidays: boolean, version: number, readable?: boolean}} Hours
 * @typedef {{day: string, place: number, words: string, end?: "opens" | "closes"}} ShiftFault
 * @typedef {{
 *   at: string, within_hours: boolean, holiday: string | null, closure: string | null, hours: Shift[],
 *   next_opening: string | null,
 *   closed_now?: boolean,
 * }} Preview
 * @typedef {{name: string, places: number, taken: number, paused: boolean, away: boolean}} Counsellor
 * @typedef {{
 *   channel: string, name: string, light: string, closed_now: boolean, within_hours: boolean, next_opening: string | null,
 *   closed_reason?: string | null, closed_by?: string | null, readable?: boolean,
 *   holiday?: string | null, closure?: string | null, open_until?: string | null, running?: number, counsellors?: Counsellor[],
 * }} Channel
 * @typedef {import("../centres/table.js").List & {version: number, changed_at: string | null, by: string}} Centres
 * @typedef {{items: Record<string, any>[], next: string | null}} List
 * @typedef {"closures" | "openings" | "blocks" | "ranges" | "conversations" | "disclosures" | "faults" | "audit"} ListName
 * @typedef {{act: string, first: string, last: string}} Sought what is looked for in the trail; empty: everything
 * @typedef {{conversation: string, others: number}} Reach how many conversations go on from where this one came
 * @typedef {{checked: number, broken: number | null, flaw: string | null, next: string | null}} Check
 * @typedef {{items: {week: string, total: number, browsers: Record<string, number>}[], whole: boolean}} FaultWeeks
 * @typedef {{words: string, values: Record<string, string>, kind: "done" | "fault", undo: Event | null}} Notice
 * @typedef {import("../../staff/api.js").FieldError} FieldError
 *
 * @typedef {{
 *   section: Section, channel: string, day: string, channels: Channel[] | null, seenAt: number, missed: boolean, hours: Hours | null, saved: Hours | null,
 *   shiftFaults: ShiftFault[], stale: boolean, preview: Preview | null, centres: Centres | null, sentCsv: string, lists: Partial<Record<ListName, List>>,
 *   blockFor: string, reach: Reach | null, orderFor: string, sought: Sought, check: Check | null, openOnes: Record<string, any>[], years: Record<string, any>[] | null, counted: Record<string, any> | null, today: string, span: {from: string, to: string, by: string}, faultWeeks: FaultWeeks | null,
 *   origins: Record<string, any> | null, busy: string | null, notice: Notice | null, errors: FieldError[], form: string | null,
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
