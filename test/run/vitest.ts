import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { runPackage } from "./program.js";
import { failedOnce, withExitCode, type Outcome, type StageContext } from "./stage.js";

const reportSchema = z.object({
  numPassedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
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
  if (text === null) return failedOnce(stage, "It came to no report.");
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = reportSchema.parse(
    JSON.parse(text),
  );
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => ({
        title: `${path.relative(context.repository, name)}: ${fullName}`,
        reason: failureMessages?.[0] ?? "",
      })),
  );
  const outcome = { passed: numPassedTests, failures, skipped: numPendingTests + numTodoTests };
  return withExitCode(outcome, stage, exitCode);
}
