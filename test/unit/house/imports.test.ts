import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import { afterAll, beforeAll, expect, it } from "vitest";
import imports from "../../house/imports.mjs";

/** A house of a few files, each with one line and the rules that this breaks. */
const lines: readonly (readonly [file: string, line: string, broken: readonly string[]])[] = [
  ["webview/state/runStore.ts", `import "../layout/place.js";`, []],
  ["webview/layout/place.ts", `import { min } from "d3";`, []],
  ["webview/layout/chosen.ts", `import "../state/choices.js";`, ["webview/layout"]],
  ["webview/layout/shown.ts", `import type { A } from "../state/choices.js";`, ["webview/layout"]],
  ["webview/state/choices.ts", `export type A = 1;`, []],
  ["webview/draw/stored.ts", `import "../state/runStore.js";`, ["stores"]],
  ["webview/draw/watched.ts", `import "@preact/signals-core";`, ["stores"]],
  ["webview/words/read.ts", `import { readFile } from "node:fs";`, ["node-core"]],
  ["webview/words/ran.ts", `import type { Options } from "execa";`, ["node-npm"]],
  ["webview/words/edited.ts", `import "vscode";`, ["vscode"]],
  ["model/run/joined.ts", `import type path from "node:path";`, ["node-core"]],
  ["model/host/joined.ts", `import path from "node:path";`, []],
  ["model/host/edited.ts", `import type { Uri } from "vscode";`, ["vscode"]],
  ["model/host/tensor.ts", `import "@tensorflow/tfjs-core";`, ["tensor-libraries"]],
  ["model/engine/here/tensor.ts", `import "@tensorflow/tfjs-core";`, []],
  ["model/registry.ts", `import "./host/joined.js";`, ["model"]],
  ["model/trainer/protocol.ts", `export type Asked = 1;`, []],
  ["model/trainer/main.ts", `import "../../test/support/fake.js";`, ["model/trainer"]],
  ["test/support/fake.ts", `import "../../extension/main.js";`, []],
  ["extension/main.ts", `import "./runs/trained.js"; import "./views/later.js";`, []],
  ["extension/errors.ts", `import "./runs/trained.js";`, ["extension"]],
  ["extension/runs/trained.ts", `import "../../model/trainer/protocol.js";`, []],
  ["extension/runs/ran.ts", `import "../../model/trainer/main.js";`, ["extension/runs"]],
  [
    "extension/views/later.ts",
    `const engine = import("../../model/engine/here/tensor.js");`,
    ["extension/views"],
  ],
  ["model/data/first.ts", `import "./second.js";`, ["no-circles-of-files"]],
  // A circle is told once.
  ["model/data/second.ts", `import type {} from "./first.js";`, []],
  ["model/asking/maps/asked.ts", `import "../pixels/read.js";`, []],
  ["model/asking/pixels/read.ts", `export const read = 1;`, []],
  ["model/asking/pixels/asked.ts", `import "../maps/read.js";`, []],
  ["model/asking/maps/read.ts", `export const read = 1;`, []],
];

const house = mkdtempSync(path.join(tmpdir(), "house-"));
const broken = new Map<string, Set<string>>();

beforeAll(async () => {
  for (const [file, line] of lines) {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(house, file), line);
  }
  const { options, forbidden } = imports;
  const { output } = await cruise(["model", "webview", "extension"], {
    ...options,
    ...{ baseDir: house, validate: true, ruleSet: { forbidden } },
  });
  if (typeof output === "string") throw new Error(output);
  for (const { from, rule } of output.summary.violations) {
    broken.set(from, (broken.get(from) ?? new Set()).add(rule.name));
  }
});

afterAll(() => {
  rmSync(house, { recursive: true });
});

it.each(lines)("%s: %s", (file, _, rules) => {
  expect([...(broken.get(file) ?? [])]).toEqual(rules);
});

it("two folders that import each other", () => {
  expect(broken.get("model/asking/maps")).toEqual(new Set(["no-circles-of-folders"]));
});
