// What the server hands a script that runs by itself when it joins it: its words in every language; and the widget its
// styles, and of each channel in each language what helps before anybody answers.
declare const given: {
  words: Record<string, Record<string, string>>;
  css: string;
  help: Record<string, Record<string, { emergency?: import("../shared/settings.js").Help[]; alternatives?: import("../shared/settings.js").Help[] }>>;
};
