// What every part of the chat page is given.

/**
 * @typedef {import("./state.js").State} State
 * @typedef {{
 *   say: import("../shared/words.js").Say,
 *   settings: import("../shared/settings.js").Settings,
 *   dispatch: (event: import("./state.js").Event) => void,
 *   reader: () => HTMLElement, signal: import("./surround/signals.js").Signals, fault: () => void,
 * }} Context
 *
 * reader  makes a switch for easy reading
 * fault   opens the report that something does not work
 *
 * A part makes its elements once and then brings them in line with each new state.
 * @typedef {{
 *   element: HTMLElement, update: (state: State, now: number) => void, focus: () => void,
 *   bar?: HTMLElement[], sheets?: HTMLElement,
 * }} Part
 *
 * bar     what stands in the header beside the way out, instead of the channel's name
 * sheets  where a sheet lies, so that it covers neither the header nor the box to write in
 */

/** Where else help is: what the server said last, or else what came with the page.
 * @param {Context} context @param {State} state @returns {import("../shared/settings.js").Elsewhere} */
export function elsewhereOf({ settings }, state) {
  const page = settings.channels[settings.channel ?? ""]?.elsewhere ?? {};
  return state.ending?.elsewhere ?? state.refusal?.elsewhere ?? state.status?.elsewhere ?? page;
}
