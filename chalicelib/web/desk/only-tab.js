const NAME = "chathulp.desk";

/**
 * One desk a browser: two would push each other off the line. A lock ends with its tab, also when that crashes.
 * @param {{onMine: () => void, onElsewhere: () => void, onTaken: () => void}} tell
 */
export function onlyTab(tell) {
  /** Held for as long as the tab lives. */
  const never = new Promise(() => undefined);
  let mine = false;

  /** @param {Lock | null} lock */
  function held(lock) {
    if (!lock) return tell.onElsewhere();
    mine = true;
    tell.onMine();
    return never;
  }

  /** @param {LockOptions} options */
  function request(options) {
    // Without locks (an old browser, no HTTPS) the server still keeps only the newest connection.
    if (mine || !navigator.locks) return tell.onMine();
    return navigator.locks.request(NAME, options, held).catch(() => {
      mine = false;
      tell.onTaken();
    });
  }

  return {
    ask: () => request({ ifAvailable: true }),
    take: () => request({ steal: true }),
  };
}
