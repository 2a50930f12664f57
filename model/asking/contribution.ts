import type { Examples } from "../data/dataset.js";
import type { NetworkGraph } from "../network/graph.js";
import { scoresOf } from "../network/scores.js";
import type { NodeId } from "../network/spec.js";
import { mutedName } from "../program/withMuted.js";
import { askEachBatch } from "./askInBatches.js";
import { outputOf } from "../network/outputOf.js";
import { answersOf, type Answer } from "./scores.js";
import { Tally, type Doing } from "./tally.js";
import type { OpenNetwork } from "./trainedNetwork.js";
import type { PacedWatch } from "./watch.js";

/** How it does without a path: its output is zeros. */
export interface PathContribution extends Doing {
  readonly path: NodeId;
  /** The share of the examples that are taken for something else than with it. */
  readonly changed: number;
}

export interface Contribution extends Doing {
  readonly examples: number;
  /** In the order of the network. */
  readonly paths: readonly PathContribution[];
}

/** A path that can be taken away, and the node whose output is its own. */
export interface MutablePath {
  readonly path: NodeId;
  readonly output: NodeId;
}

/** Paths of blocks that a used network has, but for those that only pass on what the block is given. */
export function mutablePaths(graph: NetworkGraph): readonly MutablePath[] {
  return graph.nodes.flatMap((node) => {
    if (node.kind !== "path" || node.isTrainingOnly === true) return [];
    const output = outputOf(graph, node.id);
    return output === null ? [] : [{ path: node.id, output }];
  });
}

/**
 * What each path gives to a network: how it does on these images with all, and without one after the other. The
 * session is opened with these paths' outputs as `muted`.
 */
export async function contributionOf(
  { session }: Pick<OpenNetwork, "session">,
  graph: NetworkGraph,
  images: Examples,
  watch: PacedWatch & { readonly atOnce: number },
): Promise<Contribution> {
  const paths = mutablePaths(graph);
  const { classes } = graph.spec;
  const scores = scoresOf(graph);
  const whole = new Tally();
  const without = new Map(paths.map(({ output }) => [output, new Tally()]));
  await askEachBatch(session, images, watch, (valueOf, { labels }) => {
    const before = answersOf(valueOf(scores), classes);
    const addAll = (tally: Tally, answers: readonly Answer[]): void => {
      answers.forEach((answer, place) => {
        tally.add(answer, labels[place] ?? NaN, before[place] ?? answer);
      });
    };
    addAll(whole, before);
    for (const [output, tally] of without) {
      addAll(tally, answersOf(valueOf(mutedName(scores, output)), classes));
    }
  });
  const { accuracy, loss } = whole.of(images.count);
  return {
    ...{ examples: images.count, accuracy, loss },
    paths: paths.flatMap(({ path, output }) => {
      const tally = without.get(output);
      return tally === undefined ? [] : [{ path, ...tally.of(images.count) }];
    }),
  };
}
