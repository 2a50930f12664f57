import type { AnswerOf } from "../../model/asking/index.js";
import { excitedNodes } from "../../model/asking/excitation.js";
import { toldOfChannel } from "../../model/asking/strongestUnits.js";
import { fieldAxesOf } from "../../model/network/fieldSpan.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";

type Excitation = AnswerOf<"excitation">;

/** Images that excite the channels of a network: none the channel 1 of each node, and four its channel 2. */
export function inventedExcitation(graph: NetworkGraph, nodes = excitedNodes(graph)): Excitation {
  const [step, examples] = [200, 1000];
  const labels = Uint16Array.from({ length: examples }, (_, example) => example % 3);
  return {
    ...{ step, examples, classNames: ["Trouser", "Sneaker", "Bag"], labels },
    chosen: labels.map((label, example) => (example % 4 === 3 ? (label + 1) % 3 : label)),
    nodes: Object.fromEntries(nodes.map((node) => [node.id, inventedNode(graph, node, examples)])),
  };
}

function inventedNode(
  graph: NetworkGraph,
  node: NetworkNode,
  count: number,
): Excitation["nodes"][string] {
  const [channels = 1, rows = 1, columns = 1] = node.outputShape;
  const told = Array.from({ length: channels * toldOfChannel }, (_, at) => {
    const channel = Math.floor(at / toldOfChannel);
    const rank = at % toldOfChannel;
    const most = channel === 1 ? 0 : channel === 2 ? 4 : toldOfChannel;
    return {
      value: toldOfChannel - rank,
      example: rank < most ? (channel * 10 + rank * 7) % count : -1,
      place: (channel * 5 + rank * 3) % (rows * columns),
    };
  });
  return {
    ...{ channels, columns, field: fieldAxesOf(graph, node) },
    values: Float32Array.from(told, ({ value }) => value),
    examples: Int32Array.from(told, ({ example }) => example),
    places: Int32Array.from(told, ({ place }) => place),
  };
}
