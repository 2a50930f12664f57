import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { pureRooms } from "../../house/rooms.mjs";

const said = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

const branches = Array.from({ length: 11 }, (_, at) => `if (a === ${at}) a += 1;`).join(" ");
const reasonless = "export const a = JSON.parse('1') as number;";

/** Files of one line, and the one rule of ours that this breaks. */
const lines: readonly (readonly [file: string, line: string, rule: string | undefined])[] = [
  ["model/data/reasonless.ts", reasonless, "house(safety)"],
  ["model/data/reason.ts", `// SAFETY: it is 1.\n${reasonless}`, undefined],
  [
    "model/data/sure.ts",
    "// SAFETY: 1.\nexport const a = [1][0]!;",
    "typescript(no-non-null-assertion)",
  ],
  ["test/unit/sure.ts", "export const a = [1][0]!;", undefined],
  ["model/data/now.ts", "export const at = Date.now();", "house(no-calendar)"],
  ["model/data/event.ts", "export const event = { time: Date.now() };", undefined],
  ["model/data/time.ts", "export const time = Date.now();", undefined],
  ["webview/state/now.ts", "export const at = Date.now();", undefined],
  ["model/data/default.ts", "export default 1;", "import(no-default-export)"],
  ["model/data/index.ts", `export * from "./time.js";`, "house(no-reexports)"],
  ["model/data/unused.ts", "const a = 1;", "eslint(no-unused-vars)"],
  ["model/data/caught.ts", "try { f(); } catch (error) { f(); }", "eslint(no-unused-vars)"],
  ["test/house/other.mjs", "const a = 1;", "eslint(no-unused-vars)"],
  ["model/data/any.ts", "export const a: any = 1;", "typescript(no-explicit-any)"],
  ["model/data/long.ts", "\n".repeat(301), "eslint(max-lines)"],
  ["test/unit/long.ts", "\n".repeat(301), undefined],
  ["model/data/later.ts", "// TODO later", "eslint(no-warning-comments)"],
  ["model/data/equal.ts", "export const a = f() == 1;", "eslint(eqeqeq)"],
  [
    "model/data/deep.ts",
    `export function f(a = 0) { ${branches} return a; }`,
    "sonarjs(cognitive-complexity)",
  ],
  ["model/answers/told.ts", "console.log(1);", "eslint(no-console)"],
  ["model/answers/ended.ts", "process.exit(1);", "eslint(no-restricted-properties)"],
  ["webview/layout/found.ts", "f(document);", "eslint(no-restricted-globals)"],
  [
    "webview/layout/drawn.ts",
    `import { select } from "d3"; f(select);`,
    "eslint(no-restricted-imports)",
  ],
  ["webview/layout/summed.ts", `import { sum } from "d3"; f(sum);`, undefined],
  ...pureRooms.flatMap((room) =>
    ["f(process.argv);", "f(document);"].map((line, at) => {
      return [`${room}/impure${at}.ts`, line, "eslint(no-restricted-globals)"] as const;
    }),
  ),
];

const house = mkdtempSync(path.join(tmpdir(), "house-"));
const broken = new Map<string, string[]>();

beforeAll(async () => {
  const rules = readFileSync(".oxlintrc.json", "utf8");
  // What needs types needs a project: it is left out.
  writeFileSync(path.join(house, ".oxlintrc.json"), rules.replace(`"typeAware": true,`, ""));
  mkdirSync(path.join(house, "test"));
  symlinkSync(path.resolve("node_modules"), path.join(house, "node_modules"));
  mkdirSync(path.join(house, "test/house"));
  for (const file of ["lint.mjs", "safety.mjs"]) {
    symlinkSync(path.resolve("test/house", file), path.join(house, "test/house", file));
  }
  for (const [file, line] of lines) {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(house, file), `${line}\n`);
  }
  const { stdout } = await execa(
    process.execPath,
    [
      path.resolve("node_modules/oxlint/bin/oxlint"),
      "--format",
      "json",
      "model",
      "webview",
      "test",
    ],
    { cwd: house, reject: false },
  );
  for (const { code, filename } of said.parse(JSON.parse(stdout)).diagnostics) {
    broken.set(filename, [...(broken.get(filename) ?? []), code]);
  }
});

afterAll(() => {
  rmSync(house, { recursive: true });
});

it.each(lines)("%s: %s", (file, _, rule) => {
  expect(broken.get(file)).toEqual(rule === undefined ? undefined : [rule]);
});
