import { preferredKinds } from "../machine/preferredDevice.js";
import type { RunEventOf } from "../run/events.js";
import { fasterAfterSetup } from "../run/fasterEngine.js";
import { unknownName } from "../messages/unknownName.js";
import { UserError } from "../messages/userError.js";
import type { EngineReport } from "../machine/engineReport.js";
import type { Engine, Environment, Session, SessionOptions } from "./engine.js";
import { engines, findEngine } from "./index.js";
import { type Message, nothing, says, sentences } from "../messages/message.js";
import { saidBy } from "../messages/saidError.js";

/** An engine that can be used here, what it reported, and why it was chosen. */
export interface ChosenEngine {
  readonly engine: Engine;
  readonly report: EngineReport;
  readonly reason: Message;
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
  if (engine === undefined) throw unknownName(says("engine"), id, [{ id: "auto" }, ...engines]);
  const report = await engine.report(environment);
  if (!report.available) {
    throw new UserError(
      says("The {0} engine cannot be used here.", engine.title),
      report.reason,
      report.action,
      { remedy: report.remedy ?? "engine" },
    );
  }
  return { engine, report, reason: says("It was asked for.") };
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
  const { action = nothing, remedy = "engine" } = refused[0] ?? {};
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
    return { engine, report, reason: sentences(praise, why) };
  }
  const { id, title, action, upgrade } = faster;
  const praise = says("The fastest engine that is ready here; {0} would be faster.", title);
  return {
    engine,
    report,
    reason: sentences(praise, why, action),
    faster: { id, title, device: upgrade.device },
  };
}

function explainAll(reports: readonly EngineReport[]): Message {
  return sentences(...reports.map(({ title, reason }) => says("{0}: {1}", title, reason)));
}

/**
 * The first choice that opens; each that fails is told to `log`. Throws what the last one threw, or
 * the one during which the environment's signal was aborted.
 */
export async function openFirst(
  choices: readonly [ChosenEngine, ...ChosenEngine[]],
  environment: Environment,
  options: SessionOptions,
  log: (message: Message) => void,
): Promise<{ readonly choice: ChosenEngine; readonly session: Session }> {
  const [choice, next, ...others] = choices;
  try {
    return { choice, session: await choice.engine.open(environment, options) };
  } catch (error) {
    if (next === undefined || environment.signal?.aborted === true) throw error;
    const failure = says("{0} failed: {1}", choice.engine.title, saidBy(error));
    log(sentences(failure, says("Trying {0}.", next.engine.title)));
    const told = { ...next, reason: sentences(next.reason, failure) };
    return openFirst([told, ...others], environment, options, log);
  }
}
