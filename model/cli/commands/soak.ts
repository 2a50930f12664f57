import { setImmediate as nextTurn } from "node:timers/promises";
import type { Command } from "commander";
import { chooseEngines } from "../../engine/choose.js";
import { openThin } from "../../engine/verify/openThin.js";
import { thinDataset } from "../../engine/verify/thinNetwork.js";
import { checkRunConfig } from "../../run/checkConfig.js";
import { defaultRunConfig, type RunConfig } from "../../run/config.js";
import { shuffledBatches } from "../../training/batches.js";
import { prepareRun, type PreparedRun } from "../../training/prepare.js";
import { isTimingDue, measurementAt } from "../../training/measuring/measurementAt.js";
import { toCount } from "../options/countOption.js";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import { untilEnding } from "../terminal/endings.js";
import { cliEnvironment } from "../environment.js";
import { exitCodes } from "../terminal/exitCodes.js";
import { printJson, printLine, printNote } from "../terminal/output.js";
import { showProgress, type Progress } from "../terminal/progress.js";
import { addTrainingOptions, readTyped, type TypedOptions } from "../trainingOptions.js";
import { memoryGrowth, type MemorySample } from "../../answers/soak/memoryGrowth.js";

const configured = ["engine", "precision", "batchSize"] as const;

interface SoakOptions extends Pick<TypedOptions, (typeof configured)[number]> {
  readonly steps: string;
  readonly thin?: boolean;
  readonly data?: string;
  readonly json?: boolean;
}

/** Samples of resident memory a run. */
const samples = 40;
/** What caches and a garbage collector may add without a leak. */
const tolerance = 0.01;

export function addSoak(program: Command): void {
  const command = program
    .command("soak")
    .description("Train on and on and see whether the memory stays flat; fails where it grows.")
    .option("--steps <n>", "training steps", "2000");
  const defaults = { engine: "auto", precision: "float32", batchSize: "16" };
  addTrainingOptions(command, configured, defaults)
    .option("--thin", "the thin network of engines --verify, and batches of four at most")
    .option("--data <folder>", "a folder with the data set's files")
    .option("--json", "JSON on stdout")
    .action(soakCommand);
}

async function soakCommand(options: SoakOptions): Promise<void> {
  const config = checkRunConfig({ ...defaultRunConfig(), ...readTyped(options) });
  const steps = toCount("--steps", options.steps);
  await requireDataFolder(config.dataset, options.data);
  const signal = untilEnding();
  const prepared =
    options.thin === true ? await prepareThin(config) : await prepare(config, options, signal);
  const measured: MemorySample[] = [];
  const progress = showProgress("Soaking", steps, "steps");
  try {
    for await (const sample of soak(prepared, config, { steps, progress, signal })) {
      measured.push(sample);
      printNote(`step ${sample.step}  ${(sample.bytes / 1e6).toFixed(0)} MB resident`);
    }
  } finally {
    progress.end();
    prepared.session.close();
  }
  const growth = memoryGrowth(measured);
  const isFlat = growth !== null && growth <= tolerance;
  if (options.json === true) {
    printJson({ engine: prepared.choice.engine.id, samples: measured, growth, isFlat });
  } else printLine(describeGrowth(growth, isFlat));
  if (!isFlat) process.exitCode = exitCodes.failed;
}

type Soaked = Pick<PreparedRun, "choice" | "session" | "dataset">;

function prepare(
  config: RunConfig,
  { data = "" }: SoakOptions,
  signal: AbortSignal,
): Promise<Soaked> {
  return prepareRun(
    { config, runDirectory: "", resume: false, dataDirectory: data },
    { environment: cliEnvironment(), signal, log: printNote },
  );
}

/** An engine in software would take hours for the steps of the whole network. */
async function prepareThin({ engine, precision }: RunConfig): Promise<Soaked> {
  const environment = cliEnvironment();
  const [choice] = await chooseEngines(engine, environment);
  const session = await openThin(choice.engine, environment, precision);
  return { choice, session, dataset: thinDataset };
}

interface SoakWatch {
  readonly steps: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Steps as a run takes them, with its measurements and the reading of its weights for checkpoints. */
async function* soak(
  { session, dataset }: Soaked,
  config: RunConfig,
  { steps, progress, signal }: SoakWatch,
): AsyncGenerator<MemorySample, void, void> {
  const { batchSize, seed, learningRate, timingsEvery, checkpointEvery } = config;
  const batches = shuffledBatches(dataset.train.count, batchSize, seed, 1);
  const every = Math.max(1, Math.floor(steps / samples));
  for (let step = 1; step <= steps; step++) {
    progress.reach(step - 1);
    await nextTurn();
    signal.throwIfAborted();
    const batch = batches[(step - 1) % batches.length] ?? new Int32Array();
    await session.step(batch, learningRate, measurementAt(step, config));
    if (isTimingDue(step, timingsEvery)) await session.timeLayers(batch);
    if (step % checkpointEvery === 0) await session.readParameters();
    if (step % every === 0) yield { step, bytes: process.memoryUsage.rss() };
  }
}

function describeGrowth(growth: number | null, isFlat: boolean): string {
  if (growth === null) return "Too few steps to tell: take 200 or more.";
  const percent = `${(100 * growth).toFixed(2)} %`;
  return isFlat
    ? `The memory is flat: ${percent} from the second quarter of the steps to the last.`
    : `The memory grows: ${percent} from the second quarter of the steps to the last.`;
}
