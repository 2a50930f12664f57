import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { runPackage } from "./program.js";
import { withExitCode, type Stage } from "./stage.js";

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

/** The pure parts and the drawing, without a browser. */
export const unit: Stage = {
  id: "unit",
  title: "Unit and drawing tests",
  run: async (context) => {
    const report = path.join(context.reports, "unit.json");
    await rm(report, { force: true });
    const exitCode = await runPackage(context, [
      ...([
        "vitest/vitest.mjs",
        "run",
        "--coverage",
        "--reporter=default",
        "--reporter=json",
      ] as const),
      `--outputFile.json=${report}`,
    ]);
    const text = await readFile(report, "utf8").catch(() => null);
    if (text === null) return { passed: 0, failed: 1, skipped: 0 };
    const counts = reportSchema.parse(JSON.parse(text));
    const outcome = {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests,
      skipped: counts.numPendingTests + counts.numTodoTests,
    };
    return withExitCode(outcome, exitCode);
  },
};
