import type { Command } from "commander";
import type { Engine, Environment } from "../../engine/engine.js";
import { engines } from "../../engine/index.js";
import { verifyEngine } from "../../engine/verify/verify.js";
import type { EngineReport } from "../../trainer/protocol.js";
import { cliEnvironment } from "../environment.js";
import { exitCodes } from "../exitCodes.js";
import { messageOf } from "../messageOf.js";
import { printJson, printLine } from "../output.js";

interface EnginesOptions {
  readonly verify?: boolean;
  readonly json?: boolean;
}

interface CheckResult {
  readonly isCorrect: boolean;
  readonly deviation: number | null;
  readonly seconds: number | null;
  readonly error: string | null;
}

interface EngineCheck extends EngineReport {
  readonly verification: CheckResult | null;
}

export function addEngines(program: Command): void {
  program
    .command("engines")
    .description("What can train on this machine, and why or why not.")
    .option("--verify", "take three training steps on each and compare them with a reference")
    .option("--json", "JSON on stdout")
    .action(enginesCommand);
}

async function enginesCommand(options: EnginesOptions): Promise<void> {
  const environment = cliEnvironment();
  const reports: EngineReport[] = [];
  const checks: EngineCheck[] = [];
  for (const engine of engines) {
    const report = await engine.report(environment);
    const isVerified = options.verify === true && report.available;
    const verification = isVerified ? await checkEngine(engine, environment) : null;
    reports.push(report);
    checks.push({ ...report, verification });
    if (options.json !== true) printLine(describeCheck(report, verification));
  }
  if (options.json === true) printJson(options.verify === true ? checks : reports);
  const failed = checks.some(({ verification }) => verification?.isCorrect === false);
  if (failed) process.exitCode = exitCodes.failed;
}

async function checkEngine(engine: Engine, environment: Environment): Promise<CheckResult> {
  try {
    return { ...(await verifyEngine(engine, environment)), error: null };
  } catch (error) {
    return { isCorrect: false, deviation: null, seconds: null, error: messageOf(error) };
  }
}

function describeCheck(
  { id, title, available, version, device, reason, action }: EngineReport,
  check: CheckResult | null,
): string {
  const name = [title, version].filter((text) => text !== "").join(" ");
  const result =
    check === null
      ? ""
      : check.error !== null
        ? `Verification failed: ${check.error}`
        : `Three training steps deviate from the float64 reference by at most ${check.deviation?.toExponential(1) ?? "?"}: ${check.isCorrect ? "correct" : "WRONG"}.`;
  return [
    `${id}: ${name} ${available ? `on ${device}` : "is not available"}`,
    ...[reason, action, result].filter((text) => text !== "").map((text) => `  ${text}`),
  ].join("\n");
}
