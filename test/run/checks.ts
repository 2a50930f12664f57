import { runPackage } from "./program.js";
import { failedOnce, passedOnce, type Stage } from "./stage.js";

/** The check that takes as long as all others. */
export const lint: Stage = check("lint", "Lint and import rules", [
  "eslint/bin/eslint.js",
  ...[".", "--max-warnings", "0"],
]);

/** Other checks that either hold or do not: one test each. */
export const checks: readonly Stage[] = [
  check("types", "Type check", ["typescript/bin/tsc", "-b"]),
  check("format", "Format", ["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."]),
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
