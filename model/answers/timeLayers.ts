import { setImmediate as nextTurn } from "node:timers/promises";
import { requireDataFolder } from "../data/requireDataFolder.js";
import type { NetworkGraph } from "../network/graph.js";
import type { NetworkNode } from "../network/node.js";
import type { Precision, RunConfig } from "../run/config.js";
import { isJoin } from "../network/kinds.js";
import { bothPasses, gigaflopsOf, nodeTimesOf, type PassTime } from "../run/nodeTimes.js";
import type { TimingsPoint } from "../run/state.js";
import { shuffledBatches } from "../training/batches.js";
import { timingsOf } from "../training/measuring/timings.js";
import { prepareRun, type PreparedRun } from "../training/prepare.js";
import type { Surroundings } from "./surroundings.js";

export interface LayersQuestion {
  readonly config: RunConfig;
  /** Timings, of which each layer's median counts. */
  readonly rounds: number;
  /** Empty for the usual places. */
  readonly dataDirectory: string;
}

type Nodes = TimingsPoint["nodes"];

export interface LayerTimes {
  readonly engine: string;
  readonly precision: Precision;
  readonly batchSize: number;
  /** Every node that takes time, groups too. */
  readonly nodes: Nodes;
  /** Those that compute, the longest first. */
  readonly layers: readonly LayerTime[];
  /** Of all of them. */
  readonly milliseconds: number;
}

export interface LayerTime {
  readonly id: string;
  /** Null where it computes nothing in this pass. */
  readonly forward: LayerPass | null;
  readonly backward: LayerPass | null;
  /** Of the time that all take. */
  readonly share: number;
}

export interface LayerPass {
  readonly milliseconds: number;
  /** Null where there are no operations to count. */
  readonly gigaflops: number | null;
}

const warmUp = 5;

/** How long each layer takes in a training step. */
export async function timeLayers(
  { config, rounds, dataDirectory }: LayersQuestion,
  { onProgress, ...surroundings }: Surroundings,
): Promise<LayerTimes> {
  await requireDataFolder(config.dataset, dataDirectory);
  const request = { config, runDirectory: "", resume: false, dataDirectory };
  const prepared = await prepareRun(request, surroundings);
  try {
    const { signal } = surroundings;
    const nodes = medianOf(await timeRounds(prepared, config, { rounds, signal, onProgress }));
    const { precision, batchSize } = prepared.config;
    const about = { engine: prepared.choice.engine.id, precision, batchSize, nodes };
    return { ...about, ...layersOf(prepared.program.graph, nodes, batchSize) };
  } finally {
    prepared.session.close();
  }
}

type Rounds = Pick<LayersQuestion, "rounds"> & Pick<Surroundings, "signal" | "onProgress">;

async function timeRounds(
  { session, program, dataset }: PreparedRun,
  { batchSize, learningRate, seed }: RunConfig,
  { rounds, signal, onProgress }: Rounds,
): Promise<readonly Nodes[]> {
  const [batch = new Int32Array()] = shuffledBatches(dataset.train.count, batchSize, seed, 1);
  const timed: Nodes[] = [];
  for (let step = 0; step < warmUp + rounds; step++) {
    onProgress(step, warmUp + rounds);
    await nextTurn();
    signal.throwIfAborted();
    if (step < warmUp) await session.step(batch, { rate: learningRate, step: step + 1 });
    else timed.push(timingsOf(program, await session.timeLayers(batch)));
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

function layersOf(
  graph: NetworkGraph,
  nodes: Nodes,
  batchSize: number,
): Pick<LayerTimes, "layers" | "milliseconds"> {
  const timeOf = ({ id }: NetworkNode): number => bothPasses(nodes, id) ?? 0;
  const computing = graph.nodes.filter(
    (node) => (node.layer !== undefined || isJoin(node)) && timeOf(node) > 0,
  );
  const milliseconds = computing.reduce((sum, node) => sum + timeOf(node), 0);
  const toPass = (pass: PassTime | null | undefined): LayerPass | null =>
    pass ? { milliseconds: pass.milliseconds, gigaflops: gigaflopsOf(pass, batchSize) } : null;
  const layers = computing
    .toSorted((a, b) => timeOf(b) - timeOf(a))
    .map((node) => {
      const times = nodeTimesOf(graph, node, { nodes });
      const passes = { forward: toPass(times?.forward), backward: toPass(times?.backward) };
      return { id: node.id, ...passes, share: timeOf(node) / milliseconds };
    });
  return { layers, milliseconds };
}
