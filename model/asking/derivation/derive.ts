import type { NetworkGraph } from "../../network/graph.js";
import { isRectified } from "../../network/kinds.js";
import { mutablePlaces } from "../../network/mutable.js";
import type { NetworkNode } from "../../network/node.js";
import { isNormalized } from "../../network/normalization.js";
import type {
  LayerKind,
  LayerSpec,
  LocalResponseNormalizationSpec,
  NodeId,
} from "../../network/spec.js";
import { windowOf, type Window } from "../../network/window.js";
import type { TrainingState } from "../../program/state.js";
import { maskOf } from "../../program/withMasks.js";
import type { Derivation, Derived, Patch, Place } from "./derivation.js";
import { gridOf, placeIn, seenIn, valueIn, type Grid } from "./grid.js";
import { productsOf } from "./products.js";

/** A network that has seen an image. */
export interface Seen {
  readonly graph: NetworkGraph;
  /** The steps that its weights have taken. */
  readonly step: number;
  /** What each node that computes has made of the image, and the image as the network reads it, `input`. */
  readonly values: ReadonlyMap<NodeId, Float32Array>;
  /** Of each place that can be muted which channels go on (`masksOf`); of one that is left out all. */
  readonly masks: TrainingState["tensors"];
  /** What it has learned, as it was learned: of the network with its normalizations. */
  readonly learned: {
    readonly graph: NetworkGraph;
    readonly tensors: TrainingState["tensors"];
  };
}

interface Asked<L = unknown> {
  readonly seen: Seen;
  readonly node: NetworkNode;
  readonly layer: L;
  readonly place: Place;
  /** Input channels that are told one by one, at most. */
  readonly most: number;
}

type Steps = Pick<Derived, "derivation" | "result">;

/**
 * How a number of a node that computes comes about, from what the nodes before it have made of the same image.
 * Null where the node has no such number.
 */
export function derive(seen: Seen, id: NodeId, place: Place, most: number): Derived | null {
  const node = seen.graph.byId.get(id);
  if (node === undefined || !seen.values.has(id) || place.channel < 0) return null;
  const own = gridIn(seen, id);
  const value = place.channel < own.channels ? valueIn(own, place) : null;
  if (value === null) return null;
  const steps = stepsOf({ seen, node, layer: node.layer, place, most });
  if (steps === null) return null;
  const isMuted = isMutedAt(seen, id, place);
  const result = isMuted ? 0 : steps.result;
  return { node: id, ...place, value, ...steps, result, isMuted };
}

/** Null of the input, whose numbers are there. */
function stepsOf(asked: Asked<LayerSpec | undefined>): Steps | null {
  const { node, layer } = asked;
  if (layer !== undefined) {
    // SAFETY: the table has for each kind what derives that kind; TypeScript loses the tie.
    return (layerSteps[layer.kind] as (of: Asked) => Steps)(asked);
  }
  if (node.addition !== undefined) return added(asked);
  return node.inputs.length === 0 ? null : joined(asked);
}

const layerSteps: {
  readonly [K in LayerKind]: (asked: Asked<Extract<LayerSpec, { kind: K }>>) => Steps;
} = {
  convolution: (asked) => products(asked, patchAt(asked, windowOf(asked.layer))),
  dense: (asked) => products(asked, wholeOf(asked)),
  maxPool(asked) {
    const patch = patchAt(asked, windowOf(asked.layer));
    const inputs = seenIn(inputOf(asked), patch, asked.place.channel);
    const result = Math.max(...inputs.map((each) => each ?? -Infinity));
    const winner = inputs.indexOf(result);
    const origin = { ...asked.place, node: patch.node, ...placeIn(patch, winner) };
    return { derivation: { kind: "largest", patch, inputs, winner, origin }, result };
  },
  averagePool: (asked) => mean(asked, patchAt(asked, windowOf(asked.layer))),
  globalAveragePool: (asked) => mean(asked, wholeOf(asked)),
  localResponseNormalization: response,
  dropout(asked) {
    const origin = { ...asked.place, node: inputOf(asked).node };
    return { derivation: { kind: "kept", origin }, result: numberAt(asked, origin) };
  },
};

function products(asked: Asked<LayerSpec>, patch: Patch): Steps {
  const { seen, node, place, most } = asked;
  const { graph, tensors } = seen.learned;
  const weighed = {
    ...{ node: node.id, tensors, isRectified: isRectified(node) },
    isNormalized: isNormalized(graph.byId.get(node.id) ?? node),
  };
  return productsOf(weighed, { grid: inputOf(asked), patch }, place, most);
}

function mean(asked: Asked, patch: Patch): Steps {
  const inputs = seenIn(inputOf(asked), patch, asked.place.channel);
  const sum = inputs.reduce<number>((all, each) => all + (each ?? 0), 0);
  return { derivation: { kind: "mean", patch, inputs, sum }, result: sum / inputs.length };
}

function response(asked: Asked<LocalResponseNormalizationSpec>): Steps {
  const { size, alpha, beta, offset } = asked.layer;
  const { place } = asked;
  const grid = inputOf(asked);
  const radius = (size - 1) / 2;
  const first = Math.max(0, place.channel - radius);
  const last = Math.min(grid.channels - 1, place.channel + radius);
  let squares = 0;
  for (let channel = first; channel <= last; channel++) {
    squares += (valueIn(grid, { ...place, channel }) ?? 0) ** 2;
  }
  const input = valueIn(grid, place) ?? NaN;
  const origin = { ...place, node: grid.node };
  const numbers = { input, first, last, squares, alpha, beta, offset };
  return {
    derivation: { kind: "response", origin, ...numbers },
    result: input / (offset + alpha * squares) ** beta,
  };
}

function joined({ seen, node, place }: Asked): Steps {
  let first = 0;
  for (const [input, id] of node.inputs.entries()) {
    const grid = gridIn(seen, id);
    if (place.channel < first + grid.channels) {
      const origin = { ...place, node: id, channel: place.channel - first };
      const from = partOf(seen.graph, node, id);
      const isMuted = isShortcutMuted(seen, node, { input, channel: origin.channel });
      const result = isMuted ? 0 : (valueIn(grid, origin) ?? NaN);
      return { derivation: { kind: "joined", origin, from, first }, result };
    }
    first += grid.channels;
  }
  throw new RangeError(`${node.id} has no channel ${place.channel}.`);
}

function added({ seen, node, place }: Asked): Steps {
  const terms = node.inputs.map((id, path) => {
    const origin = { ...place, node: id };
    const isMuted = isShortcutMuted(seen, node, { input: path, channel: place.channel });
    const value = isMuted ? 0 : (valueIn(gridIn(seen, id), origin) ?? NaN);
    return { origin, value, factor: node.addition?.factors[path] ?? 1 };
  });
  const sum = terms.reduce((all, { value, factor }) => all + factor * value, 0);
  const derivation: Derivation = { kind: "added", terms, sum, isRectified: isRectified(node) };
  return { derivation, result: derivation.isRectified ? Math.max(0, sum) : sum };
}

function isMutedAt({ masks }: Seen, id: NodeId, { channel }: Pick<Place, "channel">): boolean {
  return masks.get(maskOf({ id }))?.[channel] === 0;
}

/** Whether a join is given nothing of what a shortcut passes on. */
function isShortcutMuted(
  seen: Seen,
  join: NetworkNode,
  { input, channel }: { readonly input: number; readonly channel: number },
): boolean {
  // Most of the time nothing is muted.
  if (![...seen.masks.values()].some((mask) => mask.includes(0))) return false;
  const place = mutablePlaces(seen.graph).find(
    ({ reader }) => reader?.join === join.id && reader.input === input,
  );
  return place !== undefined && isMutedAt(seen, place.id, { channel });
}

/** The path among those that end in a node of which an input is the end, or that input. */
function partOf(graph: NetworkGraph, { parent }: NetworkNode, input: NodeId): NodeId {
  const paths = graph.nodes.filter((each) => each.kind === "path" && each.parent === parent);
  return paths.find(({ id }) => input.startsWith(`${id}/`))?.id ?? input;
}

function patchAt(asked: Asked, { kernel, stride, padding }: Window): Patch {
  const { node } = inputOf(asked);
  const { row, column } = asked.place;
  return {
    ...{ node, height: kernel[0], width: kernel[1] },
    ...{ row: row * stride[0] - padding[0], column: column * stride[1] - padding[1] },
  };
}

/** All of what the layer reads. */
function wholeOf(asked: Asked): Patch {
  const { node, height, width } = inputOf(asked);
  return { node, row: 0, column: 0, height, width };
}

function inputOf({ seen, node }: Asked): Grid {
  return gridIn(seen, node.inputs[0] ?? "");
}

function numberAt({ seen }: Asked, origin: Place & { readonly node: NodeId }): number {
  return valueIn(gridIn(seen, origin.node), origin) ?? NaN;
}

function gridIn({ graph, values }: Seen, id: NodeId): Grid {
  const [node, found] = [graph.byId.get(id), values.get(id)];
  if (node === undefined || found === undefined) throw new Error(`Nothing is known of ${id}.`);
  return gridOf(id, node.outputShape, found);
}
