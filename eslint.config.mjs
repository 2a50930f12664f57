import boundaries from "eslint-plugin-boundaries";
import sonarjs from "eslint-plugin-sonarjs";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { mayImport, roomsOf } from "./test/house/rooms.mjs";
import { safety } from "./test/house/safety.mjs";

const typescript = ["**/*.ts"];
const scripts = ["**/*.mjs", "*.config.ts", "test/integration/**/playwright.config.ts"];

/** Folders by who may import whom; a file belongs to the first that fits. */
const elements = [...Object.keys(mayImport), "webview/styles", "test"]
  .toSorted((a, b) => b.split("/").length - a.split("/").length)
  .map((room) => ({ type: room, pattern: room, partialMatch: false }));

/** Every process publishes what it can be asked in its `protocol.ts`. */
const categories = [
  { category: "protocol", pattern: "model/trainer/protocol.ts" },
  { category: "entry", pattern: "extension/main.ts" },
];

const extensionRooms = Object.keys(mayImport).filter((room) => room.startsWith("extension"));

/** The rules of one room: with those of all rooms at once each import is held against every row. */
function policiesOf(room) {
  return [
    allow({ element: { type: room } }, [room, ...roomsOf(mayImport[room])]),
    ...(extensionRooms.includes(room) ? policiesOfExtension(room) : []),
  ];
}

function policiesOfExtension(room) {
  return [
    {
      from: { element: { type: room } },
      allow: { to: { file: { categories: "protocol" } } },
    },
    ...(room === "extension"
      ? [allow({ file: { categories: "entry" } }, [...extensionRooms, "model/folder"])]
      : []),
  ];
}

function allow(from, rooms) {
  return { from, allow: { to: { element: { types: { anyOf: rooms } } } } };
}

/** From the outermost to the innermost, since the last that fits a file decides. What tests import is free. */
const importRules = Object.keys(mayImport)
  .toSorted((a, b) => a.split("/").length - b.split("/").length)
  .map((room) => ({
    files: [`${room}/**/*.ts`],
    rules: {
      "boundaries/dependencies": ["error", { default: "disallow", policies: policiesOf(room) }],
    },
  }));

const noTensorFlow = {
  regex: "^(@tensorflow/|webgpu$)",
  message: "Only an engine's folder may import a tensor library.",
};
const noNode = {
  regex: String.raw`^(node:|execa$)`,
  message: "This part is pure: it runs in the page, the host, the trainer and the terminal.",
};
const noVsCode = { group: ["vscode"], message: "Only extension/ knows VS Code." };
const noStore = {
  group: ["**/{run,view}Store.js", "@preact/signals-core"],
  message: "Drawing takes data; the page's store is passed in by whoever calls it.",
};
const noSelection = {
  group: ["d3-selection", "d3-transition", "d3-zoom", "d3-drag"],
  message: "Layout is geometry: nothing in it touches a document.",
};
const noSelectionOfD3 = {
  name: "d3",
  importNames: ["select", "selectAll", "create", "zoom", "drag", "transition", "pointer"],
  message: noSelection.message,
};

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

function restrictImports(files, patterns, paths = []) {
  return {
    files,
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns, paths }] },
  };
}

const pureFolders = [
  "model/*.ts",
  ...["messages", "options", "network", "machine", "run", "metrics", "program"].map(
    (name) => `model/${name}/**/*.ts`,
  ),
];
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
    files: typescript,
    ignores: ["test/**"],
    plugins: { boundaries },
    settings: {
      "boundaries/elements": elements,
      "boundaries/files": categories,
      "import/resolver": {
        typescript: { project: "*/tsconfig.json", noWarnOnMultipleProjects: true },
      },
    },
  },
  ...importRules,
  {
    files: ["{extension,webview,model}/**/*.ts"],
    plugins: { house: { rules: { safety } } },
    rules: { "house/safety": "error" },
  },
  {
    files: ["model/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...noSyntax, noCalendar] },
  },
  restrictImports(["model/**/*.ts"], [noTensorFlow, noVsCode]),
  restrictImports(pureFolders, [noTensorFlow, noVsCode, noNode]),
  restrictImports(["model/engine/*/**/*.ts"], [noVsCode]),
  restrictImports(["extension/**/*.ts"], [noTensorFlow]),
  restrictImports(["webview/**/*.ts"], [noTensorFlow, noVsCode, noNode]),
  restrictImports(
    ["webview/draw/**/*.ts", "webview/charts/**/*.ts"],
    [noTensorFlow, noVsCode, noNode, noStore],
  ),
  restrictImports(
    ["webview/layout/**/*.ts"],
    [noTensorFlow, noVsCode, noNode, noStore, noSelection],
    [noSelectionOfD3],
  ),
  {
    files: pureFolders,
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
