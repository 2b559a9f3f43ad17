const CHOSEN_KEY = "chathulp.desk.chosen";

/** @typedef {{sound: boolean, badge: boolean, enterSends: boolean}} Chosen */

/** @returns {Chosen} */
export function readChosen() {
  const usual = { sound: true, badge: true, enterSends: true };
  try {
    return { ...usual, ...JSON.parse(localStorage.getItem(CHOSEN_KEY) ?? "{}") };
  } catch {
    return usual;
  }
}

/** @param {Chosen} chosen */
export function writeChosen(chosen) {
  localStorage.setItem(CHOSEN_KEY, JSON.stringify(chosen));
}
