import { runPackage } from "./program.js";
import { oneTest, type Stage } from "./stage.js";

/** Checks that either hold or do not: one test each. */
export const checks: readonly Stage[] = [
  check("types", "Type check", ["typescript-native/bin/tsc", "-b"]),
  check("lint", "Lint", ["oxlint/bin/oxlint"]),
  check("format", "Format", ["oxfmt/bin/oxfmt", "--check", "."]),
  check("imports", "Who imports whom, and circles", [
    "dependency-cruiser/bin/dependency-cruise.mjs",
    ...["--config", "test/house/imports.mjs", "--output-type", "err-long"],
    ...["model", "webview", "extension"],
  ]),
  check("unused", "Unused files and exports", ["knip/bin/knip.js"]),
];

function check(id: string, title: string, command: readonly [string, ...string[]]): Stage {
  return {
    ...{ id, title },
    run: async (context) => oneTest(title, await runPackage(context, command)),
  };
}
