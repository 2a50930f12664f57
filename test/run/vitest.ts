import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { runPackage } from "./program.js";
import { withExitCode, type Outcome, type StageContext } from "./stage.js";

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

/** Runs Vitest with our configuration; the report is named after the stage. */
export async function runVitest(
  context: StageContext,
  stage: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const report = path.join(context.reports, `${stage}.json`);
  await rm(report, { force: true });
  const exitCode = await runPackage(
    context,
    [
      ...(["vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json"] as const),
      ...[`--outputFile.json=${report}`, ...parameters],
    ],
    environment,
  );
  const text = await readFile(report, "utf8").catch(() => null);
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const counts = reportSchema.parse(JSON.parse(text));
  const outcome = {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests,
    skipped: counts.numPendingTests + counts.numTodoTests,
  };
  return withExitCode(outcome, exitCode);
}
