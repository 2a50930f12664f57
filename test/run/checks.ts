import { runPackage } from "./program.js";
import { failedOnce, passedOnce, type Stage } from "./stage.js";

/** Checks that either hold or do not: one test each. */
export const checks: readonly Stage[] = [
  check("types", "Type check", ["typescript/bin/tsc", "-b"]),
  check("format", "Format", ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."]),
  check("lint", "Lint and import rules", ["eslint/bin/eslint.js", ".", "--max-warnings", "0"]),
  check("circles", "Circles of files and folders", [
    "dependency-cruiser/bin/dependency-cruise.mjs",
    ...["--config", "test/house/circles.mjs", "model", "webview", "extension"],
  ]),
  check("unused", "Unused files and exports", ["knip/bin/knip.js"]),
];

function check(id: string, title: string, command: readonly [string, ...string[]]): Stage {
  return {
    ...{ id, title },
    run: async (context) => ((await runPackage(context, command)) === 0 ? passedOnce : failedOnce),
  };
}
