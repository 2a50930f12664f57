import * as z from "zod";
import { hasWrongEngine, reportEngines, verifyEngines } from "../../answers/reportEngines.js";
import type { EngineReport, EngineVerification } from "../../machine/engineReport.js";
import { reportInEnglish } from "../../machine/reportInEnglish.js";
import { defineCommand } from "../command.js";
import { cliEnvironment } from "../environment.js";
import { flag } from "../options/typed.js";
import { exitCodes } from "../terminal/exitCodes.js";
import { printJson, printLine } from "../terminal/output.js";
import { withProgress } from "../terminal/progress.js";
import { englishOf } from "../../messages/translate.js";

export const engines = defineCommand({
  id: "engines",
  summary: "What can train on this machine, and why or why not.",
  declare: (command) =>
    command
      .option("--verify", "take three training steps on each and compare them with a reference")
      .option("--json", "JSON on stdout"),
  argument: z.object({ verify: flag, json: flag }),
  run: ({ verify, json }) => (verify ? verifyAndPrint(json) : listAndPrint(json)),
});

async function listAndPrint(json: boolean): Promise<void> {
  const reports = await reportEngines(cliEnvironment());
  if (json) printJson(reports.map(reportInEnglish));
  else for (const report of reports) printLine(describeEngine(report, null));
}

async function verifyAndPrint(json: boolean): Promise<void> {
  const checks = await withProgress("Verifying", "engines", (onProgress) =>
    verifyEngines(cliEnvironment(), (check, done, total) => {
      onProgress(done, total);
      if (!json) printLine(describeEngine(check, check.verification));
    }),
  );
  if (json) printJson(checks.map(reportInEnglish));
  if (hasWrongEngine(checks)) process.exitCode = exitCodes.failed;
}

/** What a person reads of an engine: whether it can be used, why, and whether it computes right. */
function describeEngine(report: EngineReport, verification: EngineVerification | null): string {
  const { id, title, available, version, device, reason, action } = report;
  const name = [title, version].filter((text) => text !== "").join(" ");
  return [
    `${id}: ${name} ${available ? `on ${device}` : "is not available"}`,
    ...[englishOf(reason), englishOf(action), describeVerification(verification)]
      .filter((text) => text !== "")
      .map((text) => `  ${text}`),
  ].join("\n");
}

function describeVerification(verification: EngineVerification | null): string {
  if (verification === null) return "";
  const { error, deviation, isCorrect } = verification;
  if (error !== null) return `Verification failed: ${englishOf(error)}`;
  const measured = `at most ${deviation?.toExponential(1) ?? "?"}`;
  const verdict = isCorrect ? "correct" : "WRONG";
  return `Three training steps deviate from the float64 reference by ${measured}: ${verdict}.`;
}
