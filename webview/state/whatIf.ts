import { isPath } from "../../model/network/kinds.js";
import { layersOf } from "../../model/network/stages.js";
import { bisector } from "d3";
import { buildGraph, type NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import { layerRules } from "../../model/network/layers.js";
import { InputTooSmall, leastInputOf } from "../../model/network/leastInput.js";
import type { NetworkSpec, NodeId, Shape } from "../../model/network/spec.js";
import { windowOf } from "../../model/network/window.js";
import { withoutReductions } from "../../model/network/withoutReductions.js";
import { formatTightShape } from "../words/format.js";
import { t } from "../words/l10n.js";
import { asItIs, type WhatIf } from "../protocol.js";

/** The network as it would be. */
export interface WhatIfAnswer {
  /** Null where even the run's own network cannot be drawn. */
  readonly graph: NetworkGraph | null;
  /** Whether the graph differs from the run's: then the run's live numbers are not its own. */
  readonly isChanged: boolean;
  /** Why it cannot be; empty where it can. */
  readonly problem: string;
}

/** The largest input that can be asked for: ImageNet's, for which the paper made the network. */
export const largestInput = 224;

/** The network at the run's input, changed as a person asks; the run's own where that cannot be. */
export function answerTo(network: NetworkSpec, input: Shape, whatIf: WhatIf): WhatIfAnswer {
  const { inputSize, unreduced } = whatIf;
  const [channels = 1] = input;
  const asked = inputSize === null ? input : [channels, inputSize, inputSize];
  const isChanged = unreduced.length > 0 || asked.join() !== input.join();
  const attempt = tryGraph(withoutReductions(network, new Set(unreduced)), asked);
  if (attempt.problem === "" || !isChanged) return { ...attempt, isChanged };
  return { ...answerTo(network, input, asItIs), problem: attempt.problem };
}

/** How small an input a network takes, and what becomes of it before. */
export interface InputLimits {
  /** The least height and width; null where even the largest is too small. */
  readonly least: number | null;
  /** Up to this height and width some windows see one position and padding around it; 0 where none does. */
  readonly padded: number;
}

export function inputLimitsOf(network: NetworkSpec): InputLimits {
  const [channels = 1] = network.input;
  const least = Math.max(...leastInputOf(network));
  const graphAt = (size: number): NetworkGraph | null =>
    tryGraph(network, [channels, size, size]).graph;
  const wide = firstWhere((size) => {
    const graph = graphAt(size);
    return graph !== null && paddedGroups(graph).length === 0;
  });
  const isTaken = least <= largestInput && graphAt(least) !== null;
  return { least: isTaken ? least : null, padded: (wide ?? largestInput + 1) - 1 };
}

/** The first size of which it is true, as it is of all larger ones. */
function firstWhere(isTrue: (size: number) => boolean): number | null {
  const sizes = Array.from({ length: largestInput }, (_, index) => index + 1);
  const place = bisector((size: number) => Number(isTrue(size))).left(sizes, 1);
  return sizes[place] ?? null;
}

/** The blocks, or the modules outside of blocks, with windows that see one position and padding around it. */
export function paddedGroups(graph: NetworkGraph): readonly NodeId[] {
  const groups = graph.nodes.filter(seesOnePosition).map(({ id }) => groupOf(graph, id));
  return [...new Set(groups)];
}

/** Whether a window that is padded sees a single position: along an axis on which it is one wide it sees no other. */
function seesOnePosition({ layer, inputShape: [, ...lengths] }: NetworkNode): boolean {
  const window = windowOf(layer);
  if (window === undefined || window.padding.every((side) => side === 0)) return false;
  return window.kernel.every((side, axis) => side === 1 || lengths[axis] === 1);
}

function groupOf(graph: NetworkGraph, id: NodeId): NodeId {
  const parent = graph.byId.get(id)?.parent ?? null;
  if (parent === null) return id;
  const group = graph.byId.get(parent);
  return group !== undefined && isPath(group) ? groupOf(graph, parent) : parent;
}

/** Inputs that mean something: of Fashion-MNIST's own images, of the chapter's run and of ImageNet's. */
export const knownInputs: readonly number[] = [28, 96, largestInput];

/** The first layer whose output is a single position though its input is none; undefined without one. */
export function firstPoint(graph: NetworkGraph): NetworkNode | undefined {
  return graph.nodes.find(
    ({ layer, outputShape, inputShape }) =>
      layer !== undefined && isPoint(outputShape) && !isPoint(inputShape),
  );
}

function isPoint([, height, width]: Shape): boolean {
  return height === 1 && width === 1;
}

function tryGraph(spec: NetworkSpec, input: Shape): Pick<WhatIfAnswer, "graph" | "problem"> {
  if (spec.modules.length === 0) return { graph: null, problem: unknownNetwork(spec) };
  const unknown = unknownKind(spec);
  if (unknown !== undefined) {
    return {
      graph: null,
      problem: t(
        "{0} cannot be drawn: it has a layer of the kind “{1}”, which this version does not know. Update the extension.",
        spec.title,
        unknown,
      ),
    };
  }
  try {
    return { graph: buildGraph(spec, input), problem: "" };
  } catch (error) {
    if (error instanceof InputTooSmall) {
      return { graph: null, problem: tooSmall(spec, input, error) };
    }
    if (!(error instanceof RangeError)) throw error;
    // The error's own text is for who builds networks.
    return { graph: null, problem: misshapen(spec, input) };
  }
}

/** The host has nothing but the name of a network that only a newer version knows. */
function unknownNetwork({ title }: NetworkSpec): string {
  return t("{0} is a network that this version does not know. Update the extension.", title);
}

function unknownKind({ modules }: NetworkSpec): string | undefined {
  const known = new Set<string>(Object.keys(layerRules));
  return modules
    .flatMap(({ stages }) => layersOf(stages))
    .map(({ kind }): string => kind)
    .find((kind) => !known.has(kind));
}

function misshapen({ title }: NetworkSpec, input: Shape): string {
  return t(
    "{0} cannot be drawn at an input of {1}: a layer would not get the channels, height and width that it needs.",
    title,
    formatTightShape(input),
  );
}

function tooSmall({ title }: NetworkSpec, input: Shape, { after, least }: InputTooSmall): string {
  return t(
    "{0} cannot take an input of {1}: nothing would be left of it after {2}. The smallest is {3}.",
    title,
    formatTightShape(input),
    after,
    formatTightShape([...input.slice(0, 1), ...least]),
  );
}
