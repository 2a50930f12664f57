import { preferredKinds } from "../machine/preferredDevice.js";
import type { RunEventOf } from "../run/events.js";
import { fasterAfterSetup } from "../run/fasterEngine.js";
import { unknownName } from "../messages/unknownName.js";
import { joinSentences, messageOf, UserError } from "../messages/userError.js";
import type { EngineReport } from "../machine/engineReport.js";
import type { Engine, Environment, Session, SessionOptions } from "./engine.js";
import { engines, findEngine } from "./index.js";

/** An engine that can be used here, what it reported, and why it was chosen. */
export interface ChosenEngine {
  readonly engine: Engine;
  readonly report: EngineReport;
  readonly reason: string;
  /** What a set-up would make clearly faster, if it was looked for and found. */
  readonly faster?: RunEventOf<"started">["engine"]["faster"];
}

/**
 * The engine of this id; for `auto` all that are available, the best first. Throws a UserError
 * where there is none, and the environment's signal's reason where it is aborted meanwhile.
 */
export async function chooseEngines(
  id: string,
  environment: Environment,
): Promise<readonly [ChosenEngine, ...ChosenEngine[]]> {
  return id === "auto"
    ? choosePreferred(engines, environment)
    : [await chooseNamed(id, environment)];
}

async function chooseNamed(id: string, environment: Environment): Promise<ChosenEngine> {
  const engine = findEngine(id);
  if (engine === undefined) throw unknownName("engine", id, [{ id: "auto" }, ...engines]);
  const report = await engine.report(environment);
  if (!report.available) {
    throw new UserError(
      `The ${engine.title} engine cannot be used here.`,
      report.reason,
      report.action,
      { remedy: report.remedy ?? "engine" },
    );
  }
  return { engine, report, reason: "It was asked for." };
}

/** All of the engines that are available on a device worth training on, the best first. */
export async function choosePreferred(
  listed: readonly Engine[],
  environment: Environment,
): Promise<readonly [ChosenEngine, ...ChosenEngine[]]> {
  const candidates = preferredKinds.flatMap((kind) => listed.map((engine) => ({ engine, kind })));
  const reports = new Map<Engine, EngineReport>();
  const choices: ChosenEngine[] = [];
  for (const { engine, kind } of candidates) {
    const report = reports.get(engine) ?? (await engine.report(environment));
    reports.set(engine, report);
    if (report.deviceKind !== kind) continue;
    choices.push(
      choiceOf(engine, report, { known: [...reports.values()], isFirst: choices.length === 0 }),
    );
  }
  const [first, ...others] = choices;
  if (first !== undefined) return [first, ...others];
  const refused = [...reports.values()];
  const { action = "", remedy = "engine" } = refused[0] ?? {};
  throw new UserError("No engine can train here.", explainAll(refused), action, { remedy });
}

function choiceOf(
  engine: Engine,
  report: EngineReport,
  { known, isFirst }: { readonly known: readonly EngineReport[]; readonly isFirst: boolean },
): ChosenEngine {
  const faster = fasterAfterSetup(known, report);
  const passedOver = known.filter(
    (each) =>
      each === faster || each.deviceKind === null || !preferredKinds.includes(each.deviceKind),
  );
  const why = explainAll(passedOver);
  if (faster === undefined) {
    const praise = isFirst ? "The fastest engine available here." : "The next best.";
    return { engine, report, reason: joinSentences([praise, why]) };
  }
  const { id, title, action, upgrade } = faster;
  const praise = `The fastest engine that is ready here; ${title} would be faster.`;
  return {
    engine,
    report,
    reason: joinSentences([praise, why, action]),
    faster: { id, title, device: upgrade.device },
  };
}

function explainAll(reports: readonly EngineReport[]): string {
  return reports.map(({ title, reason }) => `${title}: ${reason}`).join(" ");
}

/**
 * The first choice that opens; each that fails is told to `log`. Throws what the last one threw, or
 * the one during which the environment's signal was aborted.
 */
export async function openFirst(
  choices: readonly [ChosenEngine, ...ChosenEngine[]],
  environment: Environment,
  options: SessionOptions,
  log: (message: string) => void,
): Promise<{ readonly choice: ChosenEngine; readonly session: Session }> {
  const [choice, next, ...others] = choices;
  try {
    return { choice, session: await choice.engine.open(environment, options) };
  } catch (error) {
    if (next === undefined || environment.signal?.aborted === true) throw error;
    const why = messageOf(error);
    const failure = `${choice.engine.title} failed: ${why}`;
    log(`${failure} Trying ${next.engine.title}.`);
    const told = { ...next, reason: `${next.reason} ${failure}` };
    return openFirst([told, ...others], environment, options, log);
  }
}
