import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { findDataset } from "../../data/index.js";
import { engines, findEngine } from "../../engine/index.js";
import { runConfigSchema } from "../../run/config.js";
import { UsageError } from "../../messages/userError.js";
import { formatBench, ratioToPeers } from "./benchTable.js";
import { findPeers } from "../../answers/bench/findPeers.js";
import {
  measureMatrixRate,
  measureMatrixRates,
  type MatrixRates,
} from "../../answers/bench/matrixRates.js";
import { measureEngine } from "../../answers/bench/measureEngine.js";
import { runBench, type SubjectResult } from "../../answers/bench/runBench.js";
import type { Workload } from "../../answers/bench/measurement.js";
import { engineSubjects, type PeerSettings, type Subject } from "../../answers/bench/subjects.js";
import { toCount } from "../options/countOption.js";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import { untilEnding } from "../terminal/endings.js";
import { cliEnvironment } from "../environment.js";
import { printJson, printLine, printNote } from "../terminal/output.js";
import { showProgress } from "../terminal/progress.js";

const datasetId = "fashion-mnist";

interface BenchCommandOptions {
  readonly peers?: boolean;
  readonly python?: string;
  readonly batchSize: string;
  readonly steps: string;
  readonly warmUp: string;
  readonly rounds: string;
  readonly data?: string;
  readonly json?: boolean;
}

export function addBench(program: Command): void {
  program
    .command("bench")
    .description("How fast this machine trains and evaluates, engine by engine.")
    .option("--peers", "PyTorch and Python TensorFlow in turns with ours, where installed")
    .option("--python <path>", "the Python that has the peers")
    .option("--batch-size <n>", "examples a step", "128")
    .option("--steps <n>", "measured steps a turn", "12")
    .option("--warm-up <n>", "steps before them", "4")
    .option("--rounds <n>", "turns of each", "3")
    .option("--data <folder>", "a folder with the data set's files")
    .option("--json", "JSON on stdout")
    .action(benchCommand);
  program
    .command("bench-engine <engine> <precision> <data> <batchSize> <steps> <warmUp>", {
      hidden: true,
    })
    .action(async (engine: string, precision: string, data: string, ...numbers: string[]) => {
      const [batchSize = 1, steps = 1, warmUp = 1] = numbers.slice(0, 3).map(Number);
      const checked = runConfigSchema.shape.precision.parse(precision);
      const measurement = await measureEngine(engine, checked, data, {
        ...{ batchSize, steps, warmUp },
      });
      printLine(JSON.stringify(measurement));
    });
  program.command("bench-matrix <engine>", { hidden: true }).action(async (engine: string) => {
    printLine(JSON.stringify(await measureMatrixRate(engine)));
  });
}

async function benchCommand(options: BenchCommandOptions): Promise<void> {
  const workload = {
    batchSize: toCount("--batch-size", options.batchSize),
    steps: toCount("--steps", options.steps),
    warmUp: toCount("--warm-up", options.warmUp),
  };
  const rounds = toCount("--rounds", options.rounds);
  await requireDataFolder(datasetId, options.data);
  const signal = untilEnding();
  const data = await findData(options.data, signal);
  const environment = { ...cliEnvironment(), log: printNote };
  const reports = await Promise.all(engines.map((engine) => engine.report(environment)));
  // Else the first turn would measure that too.
  for (const { id } of reports.filter(({ available }) => available)) {
    await findEngine(id)?.makeReady?.(environment);
  }
  const rivals =
    options.peers === true
      ? await peersOf({ batchSize: workload.batchSize, data }, options.python)
      : [];
  const subjects = [...engineSubjects(reports, data), ...rivals];
  const progress = showProgress("Measuring", rounds * subjects.length, "turns");
  const onTurn = (what: string, taken: number): void => {
    progress.reach(taken);
    progress.tell(what);
  };
  try {
    const results = await runBench(subjects, { workload, rounds, note: printNote, onTurn, signal });
    progress.tell("one large matrix product");
    const rates = await measureMatrixRates(reports, signal);
    progress.end();
    print(results, rates, { workload, rounds, isJson: options.json === true });
  } finally {
    progress.end();
  }
}

interface Measured {
  readonly workload: Workload;
  readonly rounds: number;
  readonly isJson: boolean;
}

function print(
  results: readonly SubjectResult[],
  rates: MatrixRates,
  { workload, rounds, isJson }: Measured,
): void {
  if (!isJson) {
    printLine(formatBench(results, rates));
    return;
  }
  printJson({
    machine: { cpu: os.cpus()[0]?.model ?? "", threads: os.availableParallelism() },
    workload: { ...workload, rounds },
    /** Of one large float32 matrix product, a second. */
    matrixMultiplyAdds: Object.fromEntries(rates),
    results: results.map(({ subject, ...measured }, _, all) => ({
      id: subject.id,
      title: subject.title,
      precision: subject.precision,
      isPeer: subject.isPeer,
      ...measured,
      ratioToBestPeer: ratioToPeers({ subject, ...measured }, all),
    })),
  });
}

/** The folder of the data set's files, given or found, so that all measure on the same. */
async function findData(directory: string | undefined, signal: AbortSignal): Promise<string> {
  const options = { directory: directory ?? "", signal, report: printNote };
  const dataset = await findDataset(datasetId)?.load(options);
  return dataset?.source ?? "";
}

function peersOf(
  settings: Pick<PeerSettings, "batchSize" | "data">,
  python = cliEnvironment().python || "python3",
): Promise<readonly Subject[]> {
  const folder = path.join(cliEnvironment().rootDirectory, "test", "bench");
  if (existsSync(folder)) return findPeers({ ...settings, folder, python });
  throw new UsageError(
    "The peers' programs are not here.",
    "They are part of the source checkout and not of the installed extension.",
    "Run bench --peers in a checkout.",
  );
}
