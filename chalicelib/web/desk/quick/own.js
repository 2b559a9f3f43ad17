const OWN_KEY = "chathulp.desk.quick";
const MOST = 30;
const TITLE = 30;

/** @typedef {{title: string, text: string}} QuickText */

/** A counsellor's own quick texts. They are about nobody, so they may stay on this computer. */
export const ownTexts = {
  /** @returns {QuickText[]} */
  read() {
    try {
      const texts = JSON.parse(localStorage.getItem(OWN_KEY) ?? "[]");
      return Array.isArray(texts) ? texts.map(titled).filter(({ text }) => typeof text === "string") : [];
    } catch {
      return [];
    }
  },

  /** @param {QuickText[]} texts */
  write(texts) {
    localStorage.setItem(OWN_KEY, JSON.stringify(texts.slice(0, MOST)));
  },
};

/** Those from before there were titles are texts alone; without a title it begins with its first words. @param {any} kept @returns {QuickText} */
export function titled(kept) {
  const { title = "", text = kept } = kept ?? {};
  if (title || typeof text !== "string") return { title, text };
  const begin = text.slice(0, TITLE).replace(/\s+\S*$/u, "");
  return { title: text.length > TITLE ? `${begin}…` : text, text };
}
