import type { Command } from "commander";
import type { Environment } from "../../engine/engine.js";
import { engines } from "../../engine/index.js";
import { checkRunConfig } from "../../run/checkConfig.js";
import { defaultRunConfig, type RunConfig } from "../../run/config.js";
import { UserError } from "../../messages/userError.js";
import {
  compareLosses,
  type EngineLosses,
  type LossComparison,
} from "../../answers/compare/compareLosses.js";
import { firstLosses } from "../../answers/compare/firstLosses.js";
import { toCount } from "../options/countOption.js";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import { untilEnding } from "../terminal/endings.js";
import { cliEnvironment } from "../environment.js";
import { exitCodes } from "../terminal/exitCodes.js";
import { formatTable, printJson, printLine, printNote } from "../terminal/output.js";
import { addTrainingOptions, readTyped, type TypedOptions } from "../trainingOptions.js";

interface CompareOptions extends Pick<TypedOptions, (typeof configured)[number]> {
  readonly steps: string;
  readonly data: string;
  readonly json?: boolean;
}

/** Sums in another order may move a loss so far, relative to it, in float32 and twenty steps. */
const tolerance = 1e-3;

/**
 * Low, since rounding alone grows with it: at the chapter's 0.1 and two examples a step, one and two
 * workers of the same engine part by 8e-4 within twenty steps.
 */
const learningRate = 0.02;

const configured = ["batchSize", "learningRate", "seed"] as const;

export function addCompare(program: Command): void {
  const { seed } = defaultRunConfig();
  const command = program
    .command("compare")
    .description("Train the same first steps on several engines; fails where their losses part.")
    .argument("[engines...]", "two or more of: googlenet engines (default: all that can be used)")
    .option("--steps <n>", "training steps", "20");
  const defaults = { batchSize: "2", learningRate: String(learningRate), seed: String(seed) };
  addTrainingOptions(command, configured, defaults)
    .option("--data <folder>", "a folder with the data set's files", "")
    .option("--json", "JSON on stdout")
    .action(compareCommand);
}

async function compareCommand(ids: readonly string[], options: CompareOptions): Promise<void> {
  const config = checkRunConfig({
    ...{ ...defaultRunConfig(), precision: "float32" },
    ...readTyped(options),
    maxSteps: toCount("--steps", options.steps),
  });
  await requireDataFolder(config.dataset, options.data);
  const environment = cliEnvironment();
  const [first, ...rest] = ids.length > 0 ? ids : await availableEngines(environment);
  if (first === undefined || rest.length === 0) throw tooFewEngines();
  const asked = { dataDirectory: options.data, signal: untilEnding() };
  const lossesOf = (engine: string): Promise<EngineLosses> =>
    collect({ ...config, engine }, environment, asked);
  const reference = await lossesOf(first);
  const others: EngineLosses[] = [];
  for (const engine of rest) others.push(await lossesOf(engine));
  const comparison = compareLosses(reference, others);
  const isSame = comparison.deviation < tolerance;
  if (options.json === true) printJson({ losses: [reference, ...others], ...comparison, isSame });
  else printLine(describeComparison(comparison, isSame));
  if (!isSame) process.exitCode = exitCodes.failed;
}

async function availableEngines(environment: Environment): Promise<readonly string[]> {
  const reports = await Promise.all(engines.map((engine) => engine.report(environment)));
  return reports.flatMap(({ id, available }) => (available ? [id] : []));
}

async function collect(
  config: RunConfig,
  environment: Environment,
  asked: Parameters<typeof firstLosses>[2],
): Promise<EngineLosses> {
  const { engine } = config;
  const losses: number[] = [];
  for await (const loss of firstLosses(config, environment, asked)) {
    losses.push(loss);
    if (!Number.isFinite(loss)) throw lossIsLost(engine, losses.length);
    printNote(`${engine}  step ${losses.length}  loss ${loss.toFixed(6)}`);
  }
  return { engine, losses };
}

function describeComparison(
  { reference, others, deviation }: LossComparison,
  isSame: boolean,
): string {
  const header = ["step", `loss on ${reference.engine}`, ...others.map(({ engine }) => engine)];
  const rows = reference.losses.map((loss, step) => [
    String(step + 1),
    loss.toFixed(6),
    ...others.map(({ deviations }) => deviations[step]?.toExponential(1) ?? ""),
  ]);
  const table = formatTable([header, ...rows], new Set(header.keys()));
  const verdict = `Their losses differ by at most ${deviation.toExponential(1)} of them: ${
    isSame ? "the same but for rounding" : "NOT the same"
  }.`;
  return `${table}\n${verdict}`;
}

function lossIsLost(engine: string, step: number): UserError {
  return new UserError(
    `The loss is no number on ${engine} at step ${step}.`,
    "",
    "Compare with a lower --learning-rate, or see googlenet engines --verify.",
  );
}

function tooFewEngines(): UserError {
  return new UserError(
    "There are no two engines to compare.",
    "A comparison needs two that can be used on this machine.",
    "See googlenet engines for what each of them needs.",
  );
}
