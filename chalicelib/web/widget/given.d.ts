// What the server hands the widget when it joins it: every language's words, its styles, and of each channel in each
// language what helps before anybody answers.
declare const given: {
  words: Record<string, Record<string, string>>;
  css: string;
  help: Record<string, Record<string, { emergency?: import("../shared/settings.js").Help[]; alternatives?: import("../shared/settings.js").Help[] }>>;
};
