import sonarjs from "eslint-plugin-sonarjs";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { pureRooms } from "./test/house/rooms.mjs";
import { safety } from "./test/house/safety.mjs";

const typescript = ["**/*.ts"];
const scripts = ["**/*.mjs", "*.config.ts", "test/integration/**/playwright.config.ts"];

const noSyntax = [
  { selector: "ExportDefaultDeclaration", message: "Export it by its name." },
  {
    selector: "ExportAllDeclaration",
    message: "An index.ts holds a registry, not re-exports.",
  },
];
/** The calendar is set back and ahead: it says when something was, in a `time`, and never how long it took. */
const noCalendar = {
  selector:
    ':not(Property[key.name="time"], VariableDeclarator[id.name="time"]) > CallExpression[callee.object.name="Date"][callee.property.name="now"]',
  message: "Take performance.now() for durations; Date.now() is for the `time` of an event alone.",
};

const pureFiles = pureRooms.map((room) => `${room}/${room.includes("/") ? "**/" : ""}*.ts`);
/** Who may import which file and which package is in test/house/imports.mjs; D3 comes as one package. */
const noSelection = {
  name: "d3",
  importNames: ["select", "selectAll", "create", "zoom", "drag", "transition", "pointer"],
  message: "Layout is geometry: nothing in it touches a document.",
};
/** An answer is returned: what it is worked out by shows nothing, and ends no process. */
const noTerminal = ["stdout", "stderr", "stdin", "exit", "exitCode"].map((property) => ({
  ...{ object: "process", property },
  message: "An answer is returned, and shown by whoever asked.",
}));
const nodeGlobals = ["process", "Buffer", "require", "module", "__dirname", "__filename", "global"];
const domGlobals = ["document", "window", "navigator", "HTMLElement", "SVGElement"];

/** What needs no types; the rules that do are in .oxlintrc.json, for a linter that reads them natively. */
export default defineConfig(
  {
    ignores: [
      "dist/",
      "node_modules/",
      "test-results/",
      "playwright-report/",
      // AssemblyScript: its own language, checked by its own compiler.
      "model/engine/wasm/kernels/",
    ],
  },
  {
    files: typescript,
    ignores: scripts,
    extends: [tseslint.configs.strict],
    plugins: { sonarjs },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "max-lines": ["error", 350],
      "max-params": ["error", 4],
      "no-restricted-syntax": ["error", ...noSyntax],
      "no-warning-comments": "error",
      eqeqeq: "error",
      "sonarjs/cognitive-complexity": ["error", 10],
    },
  },
  {
    files: ["{extension,webview,model}/**/*.ts"],
    plugins: { house: { rules: { safety } } },
    rules: { "house/safety": "error" },
  },
  {
    files: ["model/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...noSyntax, noCalendar] },
  },
  {
    files: ["webview/layout/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { paths: [noSelection] }] },
  },
  {
    files: pureFiles,
    rules: { "no-restricted-globals": ["error", ...nodeGlobals, ...domGlobals] },
  },
  {
    files: ["model/answers/**/*.ts"],
    rules: { "no-restricted-properties": ["error", ...noTerminal], "no-console": "error" },
  },
  {
    files: ["webview/{layout,draw,charts}/**/*.ts"],
    rules: { "no-restricted-globals": ["error", "document", "window"] },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "sonarjs/cognitive-complexity": "off",
    },
  },
  {
    files: scripts,
    extends: [tseslint.configs.recommended],
  },
);
