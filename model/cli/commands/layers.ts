import { setImmediate as nextTurn } from "node:timers/promises";
import type { Command } from "commander";
import type { NetworkNode } from "../../network/graph.js";
import { checkRunConfig } from "../../run/checkConfig.js";
import { defaultRunConfig, type RunConfig } from "../../run/config.js";
import { bothPasses, gigaflopsOf, nodeTimesOf, type PassTime } from "../../run/nodeTimes.js";
import type { TimingsPoint } from "../../run/state.js";
import { shuffledBatches } from "../../training/batches.js";
import { prepareRun, type PreparedRun } from "../../training/prepare.js";
import { timingsOf } from "../../training/measuring/timings.js";
import { toCount } from "../options/countOption.js";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import { untilEnding } from "../terminal/endings.js";
import { cliEnvironment } from "../environment.js";
import { addMachineOptions, machineOf, type MachineOptions } from "../machineOptions.js";
import { formatTable, printJson, printLine, printNote } from "../terminal/output.js";
import { showProgress } from "../terminal/progress.js";
import { addTrainingOptions, readTyped, type TypedOptions } from "../trainingOptions.js";

const configured = ["network", "engine", "precision", "batchSize"] as const;

interface LayersOptions extends MachineOptions, Pick<TypedOptions, (typeof configured)[number]> {
  readonly rounds: string;
  readonly data: string;
  readonly json?: boolean;
}

const warmUp = 5;

export function addLayers(program: Command): void {
  const { network, engine, precision, batchSize } = defaultRunConfig();
  const command = program
    .command("layers")
    .description("How long each layer takes in a training step, the longest first.");
  const defaults = { network, engine, precision, batchSize: String(batchSize) };
  addTrainingOptions(command, configured, defaults)
    .option("--rounds <n>", "timings, of which each layer's median counts", "5")
    .option("--data <folder>", "a folder with the data set's files", "")
    .option("--json", "JSON on stdout");
  addMachineOptions(command).action(layersCommand);
}

async function layersCommand(options: LayersOptions): Promise<void> {
  const config = checkRunConfig({ ...defaultRunConfig(), ...readTyped(options) });
  const rounds = toCount("--rounds", options.rounds);
  const environment = cliEnvironment(machineOf(options));
  await requireDataFolder(config.dataset, options.data);
  const signal = untilEnding();
  const prepared = await prepareRun(
    { config, runDirectory: "", resume: false, dataDirectory: options.data },
    { environment, signal, log: printNote },
  );
  try {
    const nodes = medianOf(await timeRounds(prepared, config, { rounds, signal }));
    const { id, title } = prepared.choice.engine;
    const { graph } = prepared.program;
    const { precision, batchSize } = config;
    if (options.json === true) printJson({ engine: id, precision, batchSize, nodes });
    else printLine(`${title}, batch ${batchSize}:\n${toTable(graph, nodes, config)}`);
  } finally {
    prepared.session.close();
  }
}

type Nodes = TimingsPoint["nodes"];

async function timeRounds(
  { session, program, dataset }: PreparedRun,
  { batchSize, learningRate, seed }: RunConfig,
  { rounds, signal }: { readonly rounds: number; readonly signal: AbortSignal },
): Promise<readonly Nodes[]> {
  const [batch = new Int32Array()] = shuffledBatches(dataset.train.count, batchSize, seed, 1);
  const progress = showProgress("Timing the layers", warmUp + rounds, "steps");
  const timed: Nodes[] = [];
  try {
    for (let step = 0; step < warmUp + rounds; step++) {
      progress.reach(step);
      await nextTurn();
      signal.throwIfAborted();
      if (step < warmUp) await session.step(batch, learningRate);
      else timed.push(timingsOf(program, await session.timeLayers(batch)));
    }
  } finally {
    progress.end();
  }
  return timed;
}

function medianOf(rounds: readonly Nodes[]): Nodes {
  const median = (values: readonly (number | null | undefined)[]): number | null => {
    const sorted = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? null;
  };
  const pass = (id: string, name: "forward" | "backward"): number | null =>
    median(rounds.map((nodes) => nodes[id]?.[name]));
  return Object.fromEntries(
    Object.keys(rounds[0] ?? {}).map((id) => [
      id,
      { forward: pass(id, "forward"), backward: pass(id, "backward") },
    ]),
  );
}

function toTable(
  graph: PreparedRun["program"]["graph"],
  nodes: Nodes,
  { batchSize }: RunConfig,
): string {
  const timeOf = ({ id }: NetworkNode): number => bothPasses(nodes, id) ?? 0;
  const computing = graph.nodes.filter(
    (node) => (node.layer !== undefined || node.kind === "concat") && timeOf(node) > 0,
  );
  const all = computing.reduce((sum, node) => sum + timeOf(node), 0);
  const milliseconds = (pass: PassTime | null): string => pass?.milliseconds.toFixed(1) ?? "–";
  const speed = (pass: PassTime | null): string =>
    (pass === null ? null : gigaflopsOf(pass, batchSize))?.toFixed(0) ?? "–";
  const rows = computing
    .toSorted((a, b) => timeOf(b) - timeOf(a))
    .map((node) => {
      const times = nodeTimesOf(graph, node, { nodes });
      const [forward, backward] = [times?.forward ?? null, times?.backward ?? null];
      const share = `${((100 * timeOf(node)) / all).toFixed(1)} %`;
      return [
        ...[node.id, milliseconds(forward), speed(forward)],
        ...[milliseconds(backward), speed(backward), share],
      ];
    });
  const header = ["layer", "forward ms", "GFLOP/s", "backward ms", "GFLOP/s", "share"];
  const total = ["all", "", "", all.toFixed(1), "", ""];
  return formatTable([header, ...rows, total], new Set([1, 2, 3, 4, 5]));
}
