import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { isLong } from "./test/support/length.js";

const fakeVscode = fileURLToPath(new URL("test/unit/extension/fakeVscode.ts", import.meta.url));

/** Alone, by `npm test -- long`: what takes minutes, and has its small form beside it in the other tests. */
const long = "test/unit/**/*.long.test.ts";
/** What tries few networks each time and all of them among the long checks (`test/support/testedNetworks.ts`). */
const wide = "test/unit/webview/{everyNetwork,formulas,layout}.test.ts";

/**
 * Rooms whose tests begin processes, load engines or change the process they run in: each file has one of
 * its own. The others take theirs one after the other in the same, which halves what they cost.
 */
const alone = [
  ...["cli", "engine", "launch", "setup", "trainer"].map(
    (room) => `test/unit/${room}/**/*.test.ts`,
  ),
  // They have a file system of their own, for what was not loaded before.
  "test/unit/data/unreadableFolder.test.ts",
  "test/unit/folder/fullDisk.test.ts",
];

/**
 * It ends what hangs, and says nothing of how fast anything is: tests give way to the windows beside them
 * (`test/run/program.ts`), and on a slow machine one of five seconds was seen to take sixty. In the long ones a driver in
 * software compiles every shader first.
 */
const patience = isLong ? 1_800_000 : 300_000;

export default defineConfig({
  resolve: { alias: { vscode: fakeVscode } },
  test: {
    testTimeout: patience,
    hookTimeout: patience,
    expect: { poll: { timeout: patience } },
    // Vitest leaves a processor free, on which the other lanes have nothing more to do in the end.
    maxWorkers: 2,
    // Other tests have the other processors: a collection of garbage on several takes more of them in all.
    execArgv: ["--max-semi-space-size=64", "--single-threaded-gc"],
    projects: isLong
      ? [{ extends: true, test: { name: "long", include: [long, wide] } }]
      : [
          {
            extends: true,
            test: {
              name: "together",
              include: ["test/unit/**/*.test.ts"],
              exclude: [...alone, long],
              isolate: false,
              setupFiles: "test/unit/extension/freshVscode.ts",
            },
          },
          { extends: true, test: { name: "alone", include: alone, exclude: [long] } },
        ],
    // A figure to look at, and no threshold: that would invite tests of nothing.
    coverage: {
      provider: "v8",
      include: ["{model,webview,extension}/**/*.ts"],
      exclude: ["model/engine/wasm/kernels/**", "**/*.d.ts"],
      reporter: [["text-summary"]],
      reportsDirectory: "dist/test/coverage",
    },
  },
});
