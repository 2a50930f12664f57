import type { EngineCheck, EngineVerification } from "../../machine/engineReport.js";
import type { Engine, Environment } from "../engine.js";
import { verifyEngine } from "./verify.js";
import { saidBy } from "../../messages/saidError.js";

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
    return { isCorrect: false, deviation: null, seconds: null, error: saidBy(error) };
  }
}
