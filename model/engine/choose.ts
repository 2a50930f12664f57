import type { EngineReport } from "../trainer/protocol.js";
import { unknownName } from "../run/unknownName.js";
import { UserError } from "../run/userError.js";
import type { Engine, Environment } from "./engine.js";
import { engines, findEngine } from "./index.js";

/** An engine that can be used here, what it reported, and why it was chosen. */
export interface EngineChoice {
  readonly engine: Engine;
  readonly report: EngineReport;
  readonly reason: string;
}

/** The engine of this id, or for `auto` the first that is available; throws a UserError if none is. */
export async function chooseEngine(id: string, environment: Environment): Promise<EngineChoice> {
  return id === "auto" ? chooseFirst(environment) : chooseNamed(id, environment);
}

async function chooseNamed(id: string, environment: Environment): Promise<EngineChoice> {
  const engine = findEngine(id);
  if (engine === undefined) {
    throw unknownName("engine", id, [{ id: "auto" }, ...engines]);
  }
  const report = await engine.report(environment);
  if (!report.available) {
    throw new UserError(
      `The ${engine.title} engine cannot be used here.`,
      report.reason,
      report.action,
    );
  }
  return { engine, report, reason: "It was asked for." };
}

async function chooseFirst(environment: Environment): Promise<EngineChoice> {
  const refused: EngineReport[] = [];
  for (const engine of engines) {
    const report = await engine.report(environment);
    if (report.available) {
      const before = refused.map(({ title, reason }) => `${title}: ${reason}`);
      const reason = ["The fastest engine available here.", ...before].join(" ");
      return { engine, report, reason };
    }
    refused.push(report);
  }
  const [first] = refused;
  throw new UserError(
    "No engine can train here.",
    refused.map(({ title, reason }) => `${title}: ${reason}`).join(" "),
    first?.action ?? "",
  );
}
