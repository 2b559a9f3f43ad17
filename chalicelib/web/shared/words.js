// What the pages say stands in one file a language; scripts know only the names of the sentences.

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

/**
 * @param {Record<string, string>} words @returns {Say}
 */
export function speaker(words) {
  // A missing sentence is a fault of ours that a test finds; a visitor sees the name, not an empty button.
  return (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => `${values[name] ?? ""}`);
}
