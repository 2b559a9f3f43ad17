// Dev tool only. The rules keep functions short and text away from markup sinks.
const sinks = ["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc"].map((name) => ({
  selector: `MemberExpression[property.name="${name}"]`,
  message: "What people write is text: use textContent (Trusted Types are enforced).",
}));

export default [
  { ignores: [".venv/**", "node_modules/**", "build/**", ".local/**"] },
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-console": "error",
      "no-shadow": "error",
      "no-restricted-syntax": ["error", ...sinks],
      "max-lines": ["error", { max: 250 }],
    },
  },
  {
    files: ["chalicelib/web/**/*.js"],
    rules: { "max-lines-per-function": ["error", { max: 45, skipComments: true, skipBlankLines: true }], complexity: ["error", 12] },
  },
];
