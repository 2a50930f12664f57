import type { EngineCheck, EngineReport, EngineVerification } from "../../machine/engineReport.js";
import { messageOf } from "../../messages/userError.js";
import type { Engine, Environment } from "../engine.js";
import { verifyEngine } from "./verify.js";

/** Each engine's report, and for those that are available what a verification found. */
export async function* checkEngines(
  engines: readonly Engine[],
  environment: Environment,
): AsyncGenerator<EngineCheck, void, void> {
  for (const engine of engines) {
    const report = await engine.report(environment);
    yield { ...report, verification: report.available ? await check(engine, environment) : null };
  }
}

async function check(engine: Engine, environment: Environment): Promise<EngineVerification> {
  try {
    return { ...(await verifyEngine(engine, environment)), error: null };
  } catch (error) {
    const message = messageOf(error);
    return { isCorrect: false, deviation: null, seconds: null, error: message };
  }
}

/** What a person reads of an engine: whether it can be used, why, and whether it computes right. */
export function describeEngine(
  report: EngineReport,
  verification: EngineVerification | null,
): string {
  const { id, title, available, version, device, reason, action } = report;
  const name = [title, version].filter((text) => text !== "").join(" ");
  return [
    `${id}: ${name} ${available ? `on ${device}` : "is not available"}`,
    ...[reason, action, describeVerification(verification)]
      .filter((text) => text !== "")
      .map((text) => `  ${text}`),
  ].join("\n");
}

function describeVerification(verification: EngineVerification | null): string {
  if (verification === null) return "";
  const { error, deviation, isCorrect } = verification;
  if (error !== null) return `Verification failed: ${error}`;
  const measured = `at most ${deviation?.toExponential(1) ?? "?"}`;
  const verdict = isCorrect ? "correct" : "WRONG";
  return `Three training steps deviate from the float64 reference by ${measured}: ${verdict}.`;
}
