// What the server hands the widget when it joins it: every language's words, and its styles.
declare const given: { words: Record<string, Record<string, string>>; css: string };
