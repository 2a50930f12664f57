import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { runPython } from "../../engine/tensorflow/setup/python.js";
import { engines, findEngine } from "../../engine/index.js";
import { runConfigSchema } from "../../run/config.js";
import { UsageError } from "../../run/userError.js";
import { formatBench, ratioToPeers } from "../bench/benchReport.js";
import { measureMatrixRate, measureMatrixRates } from "../bench/matrixRates.js";
import { measureEngine } from "../bench/measureEngine.js";
import { runBench } from "../bench/runBench.js";
import { engineSubjects, peers, peerSubjects, type Subject } from "../bench/subjects.js";
import { toCount } from "../countOption.js";
import { cliEnvironment } from "../environment.js";
import { printJson, printLine, printNote } from "../output.js";

interface BenchCommandOptions {
  readonly peers?: boolean;
  readonly python?: string;
  readonly batchSize: string;
  readonly steps: string;
  readonly warmUp: string;
  readonly rounds: string;
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
    .option("--json", "JSON on stdout")
    .action(benchCommand);
  program
    .command("bench-engine <engine> <precision> <batchSize> <steps> <warmUp>", { hidden: true })
    .action(async (engine: string, precision: string, ...numbers: string[]) => {
      const [batchSize = 1, steps = 1, warmUp = 1] = numbers.slice(0, 3).map(Number);
      const checked = runConfigSchema.shape.precision.parse(precision);
      const measurement = await measureEngine(engine, checked, { batchSize, steps, warmUp });
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
  const environment = { ...cliEnvironment(), log: printNote };
  const reports = await Promise.all(engines.map((engine) => engine.report(environment)));
  // Else the first turn would measure that too.
  for (const { id } of reports.filter(({ available }) => available)) {
    await findEngine(id)?.makeReady?.(environment);
  }
  const rivals = options.peers === true ? await findPeers(workload.batchSize, options.python) : [];
  const subjects = [...engineSubjects(reports), ...rivals];
  const results = await runBench(subjects, { workload, rounds, note: printNote });
  const rates = await measureMatrixRates(reports);
  if (options.json !== true) {
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

/** The peers that this Python has; says how to install those that it has not. */
async function findPeers(
  batchSize: number,
  python = cliEnvironment().python || "python3",
): Promise<readonly Subject[]> {
  const folder = path.join(cliEnvironment().rootDirectory, "test", "bench");
  if (!existsSync(folder)) {
    throw new UsageError(
      "The peers' programs are not here.",
      "They are part of the source checkout and not of the installed extension.",
      "Run bench --peers in a checkout.",
    );
  }
  const found = new Set<string>();
  for (const { needs } of peers) {
    if (await canImport(python, needs, folder)) found.add(needs);
    else printNote(`${needs} is not installed: ${python} -m pip install ${needs}`);
  }
  return peerSubjects({ python, folder, batchSize }, (needed) => found.has(needed));
}

async function canImport(python: string, name: string, folder: string): Promise<boolean> {
  const question = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${name}") is None)`;
  const asked = await runPython(python, ["-c", question], {
    environment: process.env,
    signal: new AbortController().signal,
    // Holds programs only, and no module that Python would take for its own.
    directory: folder,
  });
  return asked.kind === "ended" && asked.code === 0;
}
