import type { Environment } from "../engine/engine.js";
import { engines } from "../engine/index.js";
import { checkEngines } from "../engine/verify/checkEngines.js";
import type { EngineCheck, EngineReport } from "../machine/engineReport.js";

/** What can train on this machine, and why or why not. */
export function reportEngines(environment: Environment): Promise<readonly EngineReport[]> {
  return Promise.all(engines.map((engine) => engine.report(environment)));
}

/** Has each engine that can be used take a few steps, one after the other; tells each when it is done. */
export async function verifyEngines(
  environment: Environment,
  onCheck: (check: EngineCheck, done: number, total: number) => void = () => undefined,
): Promise<readonly EngineCheck[]> {
  const checks: EngineCheck[] = [];
  for await (const check of checkEngines(engines, environment)) {
    checks.push(check);
    onCheck(check, checks.length, engines.length);
  }
  return checks;
}

/** Whether one of them computes wrongly, or could not compute. */
export function hasWrongEngine(checks: readonly EngineCheck[]): boolean {
  return checks.some(({ verification }) => verification?.isCorrect === false);
}
