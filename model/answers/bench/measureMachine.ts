import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findDataset } from "../../data/index.js";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import type { Environment } from "../../engine/engine.js";
import { findEngine } from "../../engine/index.js";
import type { EngineReport } from "../../machine/engineReport.js";
import { UsageError } from "../../messages/userError.js";
import { defaultRunConfig } from "../../run/config.js";
import type { Workplace } from "../surroundings.js";
import { requireGraph } from "../../training/requireGraph.js";
import { specToTrain } from "../../training/specToTrain.js";
import { reportEngines } from "../reportEngines.js";
import type { OnProgress } from "../surroundings.js";
import { toBenchReport, type BenchReport } from "./benchReport.js";
import { findPeers } from "./findPeers.js";
import { measureMatrixRates } from "./matrixRates.js";
import type { Workload } from "./measurement.js";
import { runBench } from "./runBench.js";
import { engineSubjects, type PeerSettings, type Subject } from "./subjects.js";
import type { Text } from "../../messages/message.js";

export interface BenchQuestion {
  readonly workload: Workload;
  /** Turns of each. */
  readonly rounds: number;
  /** Empty for the usual places. */
  readonly dataDirectory: string;
  /** Whether what others train with is measured in turns with ours, where it is installed. */
  readonly hasPeers: boolean;
  /** The Python that has the peers; the environment's if left out. */
  readonly python?: string | undefined;
}

interface BenchSurroundings extends Workplace {
  /** Counts turns. */
  readonly onProgress: OnProgress;
  /** Told what is measured next. */
  readonly onTurn: (what: string) => void;
}

/** How fast this machine trains and evaluates, engine by engine, each turn in a process of its own. */
export async function measureMachine(
  { workload, rounds, dataDirectory, hasPeers, python }: BenchQuestion,
  { environment, signal, log, onProgress, onTurn }: BenchSurroundings,
): Promise<BenchReport> {
  const form = defaultRunConfig();
  const { dataset } = form;
  await requireDataFolder(dataset, dataDirectory);
  const loaded = await findDataset(dataset)?.load({
    ...{ directory: dataDirectory, form, signal, report: log },
  });
  if (loaded === undefined) throw new Error(`${dataset} is not in the registry.`);
  // The folder found, so that all measure on the same.
  const data = loaded.source;
  const spec = specToTrain(workload, loaded);
  const { multiplyAdds } = requireGraph(spec, spec.input);
  const reports = await readyEngines({ ...environment, log });
  const rivals = hasPeers
    ? await peersOf(
        { batchSize: workload.batchSize, data, spec, python: python ?? pythonOf(environment) },
        environment,
        log,
      )
    : [];
  const script = path.join(environment.rootDirectory, "dist", "cli.cjs");
  const subjects = [...engineSubjects(reports, { script, data, ...workload }), ...rivals];
  const turns = rounds * subjects.length;
  onProgress(0, turns);
  const results = await runBench(subjects, {
    ...{ workload, rounds, note: log, signal },
    onTurn: (what, taken) => {
      onProgress(taken, turns);
      onTurn(what);
    },
  });
  onTurn("one large matrix product");
  const rates = await measureMatrixRates(reports, script, signal);
  const machine = { cpu: os.cpus()[0]?.model ?? "", threads: os.availableParallelism() };
  return toBenchReport(results, rates, {
    machine,
    workload: { ...workload, rounds },
    multiplyAdds,
  });
}

/** What can train here, made ready: else the first turn would measure that too. */
async function readyEngines(environment: Environment): Promise<readonly EngineReport[]> {
  const reports = await reportEngines(environment);
  for (const { id } of reports.filter(({ available }) => available)) {
    await findEngine(id)?.makeReady?.(environment);
  }
  return reports;
}

function pythonOf({ python }: Environment): string {
  return python || "python3";
}

function peersOf(
  settings: Omit<PeerSettings, "folder">,
  { rootDirectory }: Environment,
  log: (message: Text) => void,
): Promise<readonly Subject[]> {
  const folder = path.join(rootDirectory, "test", "bench");
  if (existsSync(folder)) return findPeers({ ...settings, folder }, log);
  throw new UsageError(
    "The peers' programs are not here.",
    "They are part of the source checkout and not of the installed extension.",
    "Run bench --peers in a checkout.",
  );
}
