import { buildGraph, type NetworkGraph } from "../../model/network/graph.js";
import { isMeasured, isPath, isRectified } from "../../model/network/kinds.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { defaultRunConfig } from "../../model/run/config.js";
import type { NodeStatistics, RunEvent } from "../../model/run/events.js";
import { createRandom } from "./random.js";

export interface RecordedRunOptions {
  readonly steps: number;
  readonly stepsPerEpoch?: number;
  readonly epochs?: number;
  readonly statisticsEvery?: number;
  /** How long the loss waits at ln 10. */
  readonly plateauSteps?: number;
  readonly network?: NetworkSpec;
}

const began = Date.UTC(2025, 0, 15, 9, 0, 0);
const secondsPerStep = 0.4;
const batchSize = 128;
const learningRate = 0.1;

/** The events of an invented run that looks like the chapter's: the same for the same options. */
export function recordedRun({
  steps,
  stepsPerEpoch = 100,
  epochs = 10,
  statisticsEvery = 10,
  plateauSteps = 40,
  network = googlenet,
}: RecordedRunOptions): readonly RunEvent[] {
  const random = createRandom(7);
  const graph = buildGraph(network);
  const events: RunEvent[] = [startedEvent(stepsPerEpoch, epochs, graph)];
  for (let step = 1; step <= steps; step++) {
    const time = began + step * secondsPerStep * 1000;
    const loss = lossAt(step, plateauSteps) * (0.94 + 0.12 * random());
    events.push({
      kind: "step",
      time,
      step,
      epoch: Math.ceil(step / stepsPerEpoch),
      loss,
      accuracy: accuracyOf(loss, random),
      learningRate,
      examplesPerSecond: (batchSize / secondsPerStep) * (0.97 + 0.06 * random()),
      secondsLeft: (epochs * stepsPerEpoch - step) * secondsPerStep,
    });
    if (step % statisticsEvery === 0) {
      events.push({ kind: "statistics", time, step, nodes: statisticsAt(graph, step, random) });
    }
    if (step % stepsPerEpoch === 0) events.push(evaluationEvent(step, stepsPerEpoch, plateauSteps));
  }
  return events;
}

function startedEvent(stepsPerEpoch: number, epochs: number, graph: NetworkGraph): RunEvent {
  return {
    kind: "started",
    time: began,
    runId: "2025-01-15-090000",
    config: { ...defaultRunConfig(), network: graph.spec.id, epochs },
    engine: {
      id: "tensorflow",
      title: "TensorFlow",
      version: "2.21.0",
      device: "CPU, 2 cores",
      reason: "The fastest engine here: no GPU was found.",
    },
    dataset: {
      id: "fashion-mnist",
      title: "Fashion-MNIST",
      source: "the system's copy",
      trainExamples: stepsPerEpoch * batchSize,
      testExamples: 10_000,
      classNames: [
        "T-shirt",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Boot",
      ],
    },
    parameters: graph.parameters,
    stepsPerEpoch,
    totalSteps: stepsPerEpoch * epochs,
    resumedFrom: 0,
  };
}

function lossAt(step: number, plateauSteps: number): number {
  const after = Math.max(0, step - plateauSteps);
  return 0.22 + (Math.log(10) - 0.22) * Math.exp(-after / 130);
}

function accuracyOf(loss: number, random: () => number): number {
  const expected = 0.1 + 0.85 * (1 - Math.min(1, loss / Math.log(10)));
  const right = Math.round(batchSize * (expected + 0.04 * (random() - 0.5)));
  return Math.min(batchSize, Math.max(0, right)) / batchSize;
}

function evaluationEvent(step: number, stepsPerEpoch: number, plateauSteps: number): RunEvent {
  const loss = lossAt(step, plateauSteps) + 0.06;
  const trainLoss = lossAt(step - stepsPerEpoch / 2, plateauSteps);
  return {
    kind: "evaluation",
    time: began + step * secondsPerStep * 1000 + 900,
    step,
    epoch: step / stepsPerEpoch,
    loss,
    accuracy: 0.1 + 0.83 * (1 - Math.min(1, loss / Math.log(10))),
    trainLoss,
    trainAccuracy: 0.1 + 0.85 * (1 - Math.min(1, trainLoss / Math.log(10))),
    examplesPerSecond: batchSize / secondsPerStep,
  };
}

/** Layers first, then every group as the mean or the root of squares of its layers. */
function statisticsAt(
  graph: NetworkGraph,
  step: number,
  random: () => number,
): Record<string, NodeStatistics> {
  const nodes: Record<string, NodeStatistics> = {};
  const layers = graph.nodes.filter(isMeasured);
  for (const [depth, layer] of layers.entries()) {
    const wave = 1 + 0.25 * Math.sin(step / 40 + depth) + 0.1 * (random() - 0.5);
    const activation = 0.9 * Math.exp(-depth / 30) * wave;
    const hasWeights = layer.parameters > 0;
    const gradient = 0.02 * Math.exp(-step / 600) * wave * (1 + depth / 40);
    const weight = 0.05 * Math.sqrt(layer.parameters);
    nodes[layer.id] = {
      activation,
      dead: isRectified(layer) ? Math.min(1, 0.004 * depth * wave) : null,
      gradient: hasWeights ? gradient : null,
      energy: 1.6 * activation ** 2,
      weight: hasWeights ? weight : null,
      update: hasWeights ? (learningRate * gradient) / weight : null,
    };
  }
  for (const group of graph.nodes.filter((node) => !isMeasured(node))) {
    const inside = layers
      .filter(({ id }) => id.startsWith(`${group.id}/`))
      .map(({ id }) => nodes[id]);
    // What a shortcut gives is what it gets.
    if (inside.length === 0 && isPath(group)) {
      const source = graph.byId.get(group.inputs[0] ?? "");
      const parts = source === undefined || isMeasured(source) ? [source?.id ?? ""] : source.inputs;
      nodes[group.id] = aggregate(parts.flatMap((id) => nodes[id] ?? []));
    }
    if (inside.length > 0) nodes[group.id] = aggregate(inside.filter((each) => each !== undefined));
  }
  return nodes;
}

function aggregate(inside: readonly NodeStatistics[]): NodeStatistics {
  const known = (id: keyof NodeStatistics): number[] =>
    inside.map((each) => each[id] ?? null).filter((value) => value !== null);
  const mean = (values: number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const norm = (values: number[]): number | null =>
    values.length === 0 ? null : Math.hypot(...values);
  const [gradient, weight] = [norm(known("gradient")), norm(known("weight"))];
  return {
    activation: mean(known("activation")),
    dead: mean(known("dead")),
    gradient,
    energy: known("energy").at(-1) ?? null,
    weight,
    update: gradient === null || weight === null ? null : (learningRate * gradient) / weight,
  };
}
