import { englishOf } from "../messages/translate.js";
import type { NetworkGraph } from "../network/graph.js";
import type { NetworkNode } from "../network/node.js";
import type { PerAxis, Shape } from "../network/spec.js";
import { sidesOf } from "../network/window.js";
import { requireNetwork } from "../training/requireNetwork.js";
import { requireGraph } from "../training/requireGraph.js";

/** One number where height and width have the same, else [height, width]. */
type Sides = number | PerAxis;

/** A node as others may read it, without what only the code needs of it. */
export interface NodeDescription extends Pick<
  NetworkNode,
  "id" | "inputShape" | "outputShape" | "parameters" | "multiplyAdds"
> {
  /** The kind of its layer or group; of a block its type, such as `inception`. */
  readonly kind: string;
  /** Set for what an evaluation does without. */
  readonly trainingOnly?: true;
  readonly receptiveField: { readonly size: Sides; readonly jump: Sides | null };
}

export interface NetworkDescription {
  readonly network: string;
  /** The paper and its tables. */
  readonly source: string;
  /** What had to be other than there, in English; null for nothing. */
  readonly differs: string | null;
  readonly input: Shape;
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** The part of both that an evaluation does without; left out where there is none. */
  readonly trainingOnly?: { readonly parameters: number; readonly multiplyAdds: number };
  readonly nodes: readonly NodeDescription[];
}

/**
 * Every node of a network for an input, its own if left out; throws a UsageError for an unknown network
 * and for an input of which it would leave nothing.
 */
export function describeNetwork(network: string, input?: Shape): NetworkDescription {
  const spec = requireNetwork({ network });
  return describeGraph(requireGraph(spec, input ?? spec.input));
}

export function describeGraph(graph: NetworkGraph): NetworkDescription {
  const { id, source, differs } = graph.spec;
  return {
    network: id,
    source,
    differs: differs === undefined ? null : englishOf(differs),
    input: graph.input,
    parameters: graph.parameters,
    multiplyAdds: graph.multiplyAdds,
    ...trainingOnlyOf(graph),
    nodes: graph.nodes.map(describeNode),
  };
}

function trainingOnlyOf(graph: NetworkGraph): Pick<NetworkDescription, "trainingOnly"> {
  const layers = graph.nodes.filter(
    ({ layer, isTrainingOnly }) => layer !== undefined && isTrainingOnly === true,
  );
  if (layers.length === 0) return {};
  const sumOf = (name: "parameters" | "multiplyAdds"): number =>
    layers.reduce((sum, node) => sum + node[name], 0);
  const [parameters, multiplyAdds] = [sumOf("parameters"), sumOf("multiplyAdds")];
  return { trainingOnly: { parameters, multiplyAdds } };
}

function describeNode({
  id,
  kind,
  block,
  inputShape,
  outputShape,
  parameters,
  multiplyAdds,
  receptiveField: { size, jump },
  isTrainingOnly,
}: NetworkNode): NodeDescription {
  return {
    id,
    kind: block?.type ?? kind,
    inputShape,
    outputShape,
    parameters,
    multiplyAdds,
    ...(isTrainingOnly === true ? { trainingOnly: true } : {}),
    receptiveField: { size: sidesOf(size), jump: jump === null ? null : sidesOf(jump) },
  };
}
