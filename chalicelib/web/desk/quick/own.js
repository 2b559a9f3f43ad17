const KEY = "chathulp.desk.quick";
const MOST = 30;

/** A counsellor's own quick texts. They are about nobody, so they may stay on this computer. */
export const ownTexts = {
  /** @returns {string[]} */
  read() {
    try {
      const texts = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(texts) ? texts.filter((text) => typeof text === "string") : [];
    } catch {
      return [];
    }
  },

  /** @param {string[]} texts */
  write(texts) {
    localStorage.setItem(KEY, JSON.stringify(texts.slice(0, MOST)));
  },
};
