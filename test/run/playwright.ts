import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { runPackage } from "./program.js";
import { withExitCode, type Outcome, type StageContext } from "./stage.js";

const reportSchema = z.object({
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
});

/** Runs Playwright with one of our configurations. A test that passed only when tried again failed. */
export async function runPlaywright(
  context: StageContext,
  configuration: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const report = path.join(context.reports, `${configuration.replaceAll("/", "-")}.json`);
  await rm(report, { force: true });
  const exitCode = await runPackage(
    context,
    ["@playwright/test/cli.js", "test", "--config", configuration, "--reporter=line,json"],
    { ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  );
  const text = await readFile(report, "utf8").catch(() => null);
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = reportSchema.parse(JSON.parse(text));
  return withExitCode(
    { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped },
    exitCode,
  );
}
