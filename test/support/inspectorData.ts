import { buildGraph, type NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import type { NodeId } from "../../model/network/spec.js";
import type { RunEvent } from "../../model/run/events.js";
import { binOf, histogramBinCount } from "../../model/run/histogramBins.js";
import type { LayerWeights } from "../../model/run/layerWeights.js";
import { createRandom } from "./random.js";

const chapterGraph = buildGraph(googlenet);

/** Histograms of every layer: wide clouds that wander outward with the steps, activations with half of them at zero. */
export function histogramEvents(
  steps: readonly number[],
  graph: NetworkGraph = chapterGraph,
): readonly RunEvent[] {
  return steps.map((step, place) => ({
    kind: "histograms",
    time: 0,
    step,
    nodes: Object.fromEntries(
      graph.nodes
        .filter(({ layer }) => layer !== undefined)
        .map(({ id, parameterSpecs }) => {
          const hasWeights = parameterSpecs.length > 0;
          const spread = 0.02 * (1 + place / 4);
          return [
            id,
            {
              activation: cloud(place + 1, (noise) => Math.max(0, noise * spread * 8)),
              weight: hasWeights ? cloud(place + 2, (noise) => noise * spread) : null,
              gradient: hasWeights ? cloud(place + 3, (noise) => (noise * spread) / 50) : null,
            },
          ];
        }),
    ),
  }));
}

/** The times of every node: a layer's grow with its multiply-adds, those of a group are the sum of its layers'. */
export function timingsEvent(step: number, graph: NetworkGraph = chapterGraph): RunEvent {
  const timeOf = (layer: NetworkNode): number => 0.05 + layer.multiplyAdds / 2e7;
  const nodes = graph.nodes.map(({ id, kind }) => {
    const inside = graph.nodes.filter(
      (each) => each.layer !== undefined && (each.id === id || each.id.startsWith(`${id}/`)),
    );
    const forward = inside.reduce((sum, layer) => sum + timeOf(layer), 0);
    return [id, kind === "input" ? untimed : { forward, backward: 2.2 * forward }] as const;
  });
  return { kind: "timings", time: 0, step, nodes: Object.fromEntries(nodes) };
}

const untimed = { forward: null, backward: null };

function cloud(seed: number, valueOf: (noise: number) => number): number[] {
  const random = createRandom(seed);
  const shares = new Array<number>(histogramBinCount).fill(0);
  const count = 400;
  for (let index = 0; index < count; index++) {
    const noise = random() + random() + random() + random() - 2;
    const bin = binOf(valueOf(noise));
    shares[bin] = (shares[bin] ?? 0) + 1 / count;
  }
  return shares;
}

/** The weights of a layer as the host would answer; waves in the kernels, so that each looks different. */
export function weightReading(
  id: NodeId,
  step = 400,
  graph: NetworkGraph = chapterGraph,
): LayerWeights | null {
  const node = graph.byId.get(id);
  const shape = node?.parameterSpecs.find(({ name }) => name === "weight")?.shape;
  if (shape === undefined) return null;
  const [height = 1, width = 1, inputs = 1, outputs = 1] =
    shape.length === 4 ? shape : [1, 1, ...shape];
  const values = new Float32Array(height * width * inputs * outputs);
  for (let place = 0; place < values.length; place++) {
    const output = place % outputs;
    const input = Math.floor(place / outputs) % inputs;
    const column = Math.floor(place / outputs / inputs) % width;
    const row = Math.floor(place / outputs / inputs / width);
    const angle = (output * 0.7 + input) % Math.PI;
    const wave = Math.cos(angle) * column + Math.sin(angle) * row;
    values[place] = 0.3 * Math.sin(wave * (0.4 + (output % 5) / 4) + output) * Math.cos(input);
  }
  const reading = { step, shape, values };
  if (!node?.parameterSpecs.some(({ name }) => name === "scale")) return reading;
  const channels = Array.from({ length: outputs }, (_, output) => output);
  return {
    ...reading,
    normalization: {
      mean: channels.map((output) => Math.sin(output)),
      variance: channels.map((output) => 1 + Math.cos(output) / 2),
      scale: channels.map(() => 1),
      shift: channels.map((output) => -output / outputs),
    },
  };
}
