import { isBlock, isJoin, isPath } from "../../model/network/kinds.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import { elementCount } from "../../model/network/layers.js";
import type { NodeStatistics } from "../../model/run/events.js";
import { membersOf } from "../../model/network/family.js";
import { t } from "../words/l10n.js";
import type { LiveValues } from "./liveValues.js";

/** What a path contributes to its block, 0 to 1, or 0 where no path does; null where it was not measured. */
export interface PathShare {
  readonly path: NetworkNode;
  readonly energy: number | null;
  readonly gradient: number | null;
}

/**
 * The shares of a block's paths in the sum of squares of its output, and in that of the gradient over its
 * parameters; null for what is no block.
 */
export function pathSharesOf(
  graph: NetworkGraph,
  node: NetworkNode,
  live: LiveValues,
): readonly PathShare[] | null {
  if (!isBlock(node) && !isJoin(node)) return null;
  const block = isJoin(node) ? node.parent : node.id;
  const paths = membersOf(graph, block).filter(isPath);
  const sharesBy = (square: (path: NetworkNode) => number | null): readonly (number | null)[] =>
    sharesOf(paths.map(square));
  // What ends in scores of its own gives nothing to what follows.
  const energies = sharesBy((path) =>
    path.isTrainingOnly === true ? 0 : totalEnergy(path, live.latest(path.id)),
  );
  // A path of pooling alone has no parameters: its share is known to be none.
  const gradients = sharesBy((path) =>
    path.parameters === 0 ? 0 : squareOf(live.latest(path.id)?.gradient),
  );
  return paths.map((path, index) => ({
    path,
    energy: energies[index] ?? null,
    gradient: gradients[index] ?? null,
  }));
}

/** Paths have the same height and width, but another number of channels: the mean alone would not do. */
function totalEnergy(path: NetworkNode, statistics: NodeStatistics | undefined): number | null {
  const mean = finite(statistics?.energy);
  return mean === null ? null : mean * elementCount(path.outputShape);
}

function squareOf(norm: number | null | undefined): number | null {
  const known = finite(norm);
  return known === null ? null : known * known;
}

function finite(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : value;
}

/**
 * A share of a whole of which a part is not known would be wrong: then none is known. Of nothing each has
 * nothing.
 */
function sharesOf(parts: readonly (number | null)[]): readonly (number | null)[] {
  const total = parts.reduce<number>((sum, part) => sum + (part ?? Number.NaN), 0);
  return parts.map((part) =>
    part === null || Number.isNaN(total) ? null : total > 0 ? part / total : 0,
  );
}

/** What is divided among the paths. */
export const shared = ["energy", "gradient"] as const;
type Shared = (typeof shared)[number];

/** Why a bar of shares is empty, in a word and in a sentence; null where it is not. */
export function whyEmpty(
  of: Shared,
  shares: readonly PathShare[],
): { readonly word: string; readonly sentence: string } | null {
  if (shares.some((share) => (share[of] ?? 0) > 0)) return null;
  if (shares.some((share) => share[of] === null)) {
    return { word: "–", sentence: t("Not measured, or no longer a number.") };
  }
  return {
    word: t("all 0"),
    sentence:
      of === "gradient"
        ? t("The gradient of every path is 0: nothing is learned here.")
        : t("The output of every path is 0: nothing passes here."),
  };
}
