import type { Command } from "commander";
import { engines } from "../../engine/index.js";
import { checkEngines, describeEngine } from "../../engine/verify/checkEngines.js";
import type { EngineCheck } from "../../machine/engineReport.js";
import { cliEnvironment } from "../environment.js";
import { exitCodes } from "../terminal/exitCodes.js";
import { printJson, printLine } from "../terminal/output.js";
import { showProgress } from "../terminal/progress.js";

interface EnginesOptions {
  readonly verify?: boolean;
  readonly json?: boolean;
}

export function addEngines(program: Command): void {
  program
    .command("engines")
    .description("What can train on this machine, and why or why not.")
    .option("--verify", "take three training steps on each and compare them with a reference")
    .option("--json", "JSON on stdout")
    .action((options: EnginesOptions) =>
      options.verify === true ? verifyEngines(options) : listEngines(options),
    );
}

async function listEngines({ json }: EnginesOptions): Promise<void> {
  const reports = await Promise.all(engines.map((engine) => engine.report(cliEnvironment())));
  if (json === true) printJson(reports);
  else for (const report of reports) printLine(describeEngine(report, null));
}

async function verifyEngines({ json }: EnginesOptions): Promise<void> {
  const checks: EngineCheck[] = [];
  const progress = showProgress("Verifying", engines.length, "engines");
  for await (const check of checkEngines(engines, cliEnvironment())) {
    checks.push(check);
    progress.reach(checks.length);
    if (json !== true) printLine(describeEngine(check, check.verification));
  }
  progress.end();
  if (json === true) printJson(checks);
  const isWrong = checks.some(({ verification }) => verification?.isCorrect === false);
  if (isWrong) process.exitCode = exitCodes.failed;
}
