import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { runPackage } from "./program.js";
import {
  failedOnce,
  withExitCode,
  type Failure,
  type Outcome,
  type StageContext,
} from "./stage.js";

const testSchema = z.object({
  status: z.enum(["expected", "unexpected", "flaky", "skipped"]),
  results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
});
const suiteSchema = z.object({
  file: z.string(),
  specs: z.array(z.object({ title: z.string(), tests: z.array(testSchema) })),
  get suites() {
    return z.array(suiteSchema).optional();
  },
});
const reportSchema = z.object({
  suites: z.array(suiteSchema),
  stats: z.object({ expected: z.int(), skipped: z.int() }),
});
type Suite = z.infer<typeof suiteSchema>;

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
  if (text === null) return failedOnce(configuration, "It came to no report.");
  const { suites, stats } = reportSchema.parse(JSON.parse(text));
  const failures = suites.flatMap(failuresOf);
  return withExitCode(
    { passed: stats.expected, failures, skipped: stats.skipped },
    configuration,
    exitCode,
  );
}

function failuresOf({ file, specs, suites = [] }: Suite): readonly Failure[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => ({
        title: `${file}: ${title}`,
        reason: results.flatMap(({ errors }) => errors)[0]?.message ?? "",
      })),
  );
  return [...own, ...suites.flatMap(failuresOf)];
}
