import type { Examples } from "../data/dataset.js";
import { fieldAxesOf, type FieldAxis } from "../network/fieldSpan.js";
import type { NetworkGraph } from "../network/graph.js";
import type { NetworkNode } from "../network/node.js";
import { scoresOf } from "../network/scores.js";
import type { NodeId } from "../network/spec.js";
import { askEachBatch } from "./askInBatches.js";
import { isComputed } from "../network/outputOf.js";
import { answersOf } from "./scores.js";
import { StrongestUnits, toldOfChannel } from "./strongestUnits.js";
import type { OpenNetwork } from "./trainedNetwork.js";
import type { PacedWatch } from "./watch.js";

/** The examples that excite each channel of a node most, and where in them. */
export interface NodeExcitation {
  readonly channels: number;
  /** Of the grid of its units. */
  readonly columns: number;
  /** What its units see, along the height and along the width, in pixels of the network's input. */
  readonly field: readonly [FieldAxis, FieldAxis];
  /** [channels, `toldOfChannel`], the strongest first. */
  readonly values: Float32Array;
  /** Their numbers in the test set, as many; −1 where no other example excites the channel. */
  readonly examples: Int32Array;
  /** The places of the strongest units in the grid, as many; row by row. */
  readonly places: Int32Array;
}

export interface Excitation {
  /** So many were looked at, the first ones of the test set. */
  readonly examples: number;
  /** Of each of these: the number of its class, and of the class that it is taken for. */
  readonly labels: Uint16Array;
  readonly chosen: Uint16Array;
  /** By every node that computes something in use. */
  readonly nodes: Readonly<Record<NodeId, NodeExcitation>>;
}

/** The nodes that have channels when the network is used. */
export function excitedNodes(graph: NetworkGraph): readonly NetworkNode[] {
  return graph.nodes.filter((node) => isComputed(graph, node));
}

/** About 64 MB of float32, which is little beside what an engine needs for as many images. */
const valuesAtOnce = 2 ** 24;
/** More make an engine no faster. */
const mostAtOnce = 64;

/** Images at once: every value of each is held. */
export function excitedAtOnce(graph: NetworkGraph): number {
  const sizes = excitedNodes(graph).map(({ outputShape }) =>
    outputShape.reduce((product, side) => product * side, 1),
  );
  const values = sizes.reduce((sum, size) => sum + size, 0);
  return Math.max(1, Math.min(mostAtOnce, Math.floor(valuesAtOnce / values)));
}

/**
 * What excites each channel of each node most among these images. All nodes are looked at in one pass, which takes
 * less than twice as long as one of them alone, so that a person goes on to any other without a wait. The session is opened to
 * be asked for `excitedNodes`.
 */
export async function excitationOf(
  { session }: Pick<OpenNetwork, "session">,
  graph: NetworkGraph,
  images: Examples,
  watch: PacedWatch,
): Promise<Excitation> {
  const scores = scoresOf(graph);
  const nodes = excitedNodes(graph);
  const strongest = new Map(
    nodes.map(({ id, outputShape }) => [
      id,
      new StrongestUnits(outputShape[0] ?? 1, toldOfChannel),
    ]),
  );
  const chosen: number[] = [];
  const atOnce = excitedAtOnce(graph);
  await askEachBatch(session, images, { ...watch, atOnce }, (valueOf, { count }) => {
    const first = chosen.length;
    for (const [id, units] of strongest) {
      const values = valueOf(id);
      const length = values.length / count;
      for (let image = 0; image < count; image++) {
        units.add(first + image, values.subarray(image * length, (image + 1) * length));
      }
    }
    const answers = answersOf(valueOf(scores), graph.spec.classes);
    chosen.push(...answers.map((answer) => answer.chosen));
  });
  return {
    examples: images.count,
    labels: Uint16Array.from(images.labels),
    chosen: Uint16Array.from(chosen),
    nodes: Object.fromEntries(
      nodes.flatMap((node) => {
        const found = strongest.get(node.id)?.found;
        return found === undefined ? [] : [[node.id, { ...gridOf(graph, node), ...found }]];
      }),
    ),
  };
}

function gridOf(
  graph: NetworkGraph,
  node: NetworkNode,
): Pick<NodeExcitation, "channels" | "columns" | "field"> {
  const [channels = 1, , columns = 1] = node.outputShape;
  return { channels, columns, field: fieldAxesOf(graph, node) };
}
