import { isBlock } from "../../model/network/kinds.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { airier } from "./airierSizes.js";
import { blockPiece, type Folded } from "./blockPiece.js";
import { channelsOf, membersOf, nodeOf } from "../../model/network/family.js";
import { scaleOf } from "./detail.js";
import { fit, largestFitOf, type Extent } from "./fit.js";
import { arrangeFlow, pictureOf, type Arrangement, type Stage } from "./layoutFlow.js";
import { foldedPiece, layerPiece } from "./layerPiece.js";
import type { Piece, Scene } from "./scene.js";
import { withMaps } from "./mapPlaces.js";
import { widestMaps } from "./ribbon.js";
import { compact, plain, roomy, snug, snugAlone, type Ladder, type Sizes } from "./sizes.js";

/** How what is in a scope is shown. */
interface Shown {
  readonly sizes: Sizes;
  readonly folded: Folded;
}

const nothing: Folded = new Set();

/** The sizes that a scope can be drawn in. */
function ladderOf(graph: NetworkGraph, scope: NodeId | null): Ladder {
  const node = scope === null ? undefined : nodeOf(graph, scope);
  if (node !== undefined && isBlock(node)) return [roomy, snug, snugAlone, plain, compact];
  const members = modulesOf(graph, node).flatMap((module) => membersOf(graph, module.id));
  return members.some(isBlock) ? [compact] : [roomy, snug, plain, compact];
}

function modulesOf(graph: NetworkGraph, scope: NetworkNode | undefined): readonly NetworkNode[] {
  return scope === undefined ? membersOf(graph, null) : [scope];
}

/** What a scope shows, at most `maxWidth` wide where its parts allow it; everything for null. */
export function layoutScene(
  graph: NetworkGraph,
  scope: NodeId | null,
  maxWidth: number,
  {
    folded = nothing,
    sizes = ladderOf(graph, scope)[0],
  }: { readonly folded?: Folded; readonly sizes?: Sizes } = {},
): Scene {
  return arrangeOf(graph, scope, { folded, sizes })(maxWidth).draw();
}

/** The parts of a scope are laid out once for lines of any length. */
function arrangeOf(
  graph: NetworkGraph,
  scope: NodeId | null,
  { folded, sizes: asked }: Shown,
): (maxWidth: number) => Arrangement {
  const sizes = { ...asked, mostFeatures: widestMaps(graph) };
  const node = scope === null ? undefined : nodeOf(graph, scope);
  if (node !== undefined && isBlock(node)) {
    const block = layoutBlock(graph, node, { sizes, folded: without(folded, scope) });
    const { width, height, density } = block;
    return () => ({ width, height, density, draw: () => block });
  }
  const modules = modulesOf(graph, node);
  // What is alone on the stage was opened to be seen.
  const stages = modules.flatMap((module) =>
    stagesOf(graph, module, { sizes, folded: module === node ? without(folded, scope) : folded }),
  );
  return arrangeFlow(stages, sizes);
}

function without(folded: Folded, scope: NodeId | null): Folded {
  return new Set([...folded].filter((id) => id !== scope));
}

function stagesOf(
  graph: NetworkGraph,
  module: NetworkNode,
  { sizes, folded }: Shown,
): readonly Stage[] {
  if (folded.has(module.id)) {
    const piece = foldedPiece(module, 1, sizes);
    return [{ node: module, module: module.id, piece, isModule: true }];
  }
  return membersOf(graph, module.id).map((node) => ({
    node,
    module: module.id,
    isModule: false,
    piece: stagePiece(graph, node, { sizes, folded }),
  }));
}

function stagePiece(graph: NetworkGraph, node: NetworkNode, { sizes, folded }: Shown): Piece {
  if (!isBlock(node)) return layerPiece(node, 2, sizes);
  return folded.has(node.id)
    ? foldedPiece(node, 2, sizes)
    : blockPiece(graph, node, { level: 2, hue: null, folded }, sizes);
}

/** Line lengths to try, as shares of the window's width; the longest first, since it breaks least. */
const lineShares = [2.6, 2.3, 2, 1.8, 1.6, 1.4, 1.2, 1.1, 1.05, 1, 0.95, 0.85, 0.7];

export interface SceneWindow extends Extent {
  readonly folded?: Folded;
  /** How much larger texts must be than usual. */
  readonly emphasis?: number;
  /** At which scale a scene is shown there; as it fits without margins where nothing is said. */
  readonly fitScale?: (picture: Pick<Scene, "density" | "width" | "height">) => number;
  /** Whether cards have room for feature maps. */
  readonly hasMaps?: boolean;
  /** Whether that is room for those of two images. */
  readonly hasPairs?: boolean;
  /** Where the page scrolls there is one line length, as a share of the window's width. */
  readonly shares?: readonly number[];
}

/**
 * The richest scene of that scope whose small texts can be read in the window, laid out in the lines
 * that show largest.
 */
export function layoutSceneFor(
  graph: NetworkGraph,
  scope: NodeId | null,
  window: SceneWindow,
): Scene {
  const { width, folded = nothing, emphasis = 1, shares = lineShares, hasMaps, hasPairs } = window;
  const fitScale =
    window.fitScale ??
    ((picture: Arrangement) =>
      fit(picture, window, 0, largestFitOf(picture.density, emphasis)).scale);
  const linesOf = (sizes: Sizes): ((share: number) => Arrangement) => {
    const arrange = arrangeOf(graph, scope, { folded, sizes });
    return (share) => arrange(share * width);
  };
  const arrangementsOf = (sizes: Sizes): readonly Arrangement[] => shares.map(linesOf(sizes));
  const larger = (best: Arrangement, next: Arrangement): Arrangement =>
    fitScale(next) > fitScale(best) ? next : best;
  const ladder = ladderOf(graph, scope);
  const [richest, ...others] = hasMaps === true ? withMaps(ladder, hasPairs) : ladder;
  let sizes = richest;
  let tried = arrangementsOf(sizes);
  for (const next of others) {
    if (fitScale(tried.reduce(larger)) >= scaleOf("near", emphasis)) break;
    sizes = next;
    tried = arrangementsOf(sizes);
  }
  const largest = tried.reduce(larger);
  const share = shares[tried.indexOf(largest)] ?? 1;
  // Where its width alone holds it back there is room above and below.
  for (const airy of airier(sizes)) {
    const picture = linesOf(airy)(share);
    if (fitScale(picture) >= fitScale(largest)) return picture.draw();
  }
  return largest.draw();
}

const mostPerChannel = 0.55;

/** A block alone is drawn at the scale that its channels leave room for, and named above the picture. */
function layoutBlock(graph: NetworkGraph, block: NetworkNode, { sizes, folded }: Shown): Scene {
  const most = Math.max(channelsOf(block.inputShape), channelsOf(block.outputShape));
  const perChannel = Math.min(mostPerChannel, sizes.aloneHeight / most);
  const piece = blockPiece(
    graph,
    block,
    { level: 1, hue: null, folded },
    { ...sizes, perChannel, blockHeaderHeight: 0 },
  );
  return { ...piece, ...pictureOf(sizes), brackets: [] };
}
