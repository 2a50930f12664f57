import { isBlock } from "../../model/network/kinds.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { airier } from "./air.js";
import { bandBetween, leftEnd, rightEnd, type Band } from "./band.js";
import { blockPiece, type Folded } from "./blockPiece.js";
import { channelsOf, membersOf, nodeOf } from "../../model/network/family.js";
import { scaleOf } from "./detail.js";
import { fit, largestFitOf, type Extent } from "./fit.js";
import { bracketsOf, headerHeight, markContinued } from "./headings.js";
import { foldedPiece, layerPiece } from "./layerPiece.js";
import { movePiece, type Bracket, type Piece, type Scene, type SceneNode } from "./scene.js";
import { withMaps } from "./mapPlaces.js";
import { widestMaps } from "./ribbon.js";
import { compact, plain, roomy, snug, snugAlone, type Ladder, type Sizes } from "./sizes.js";

/** A stage of the network (a layer or a block) with its module and its place. */
interface Stage {
  readonly node: NetworkNode;
  readonly module: NodeId;
  readonly piece: Piece;
  /** Whether it is the module itself, folded to a card. */
  readonly isModule: boolean;
}

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
    sizes: asked = ladderOf(graph, scope)[0],
  }: { readonly folded?: Folded; readonly sizes?: Sizes } = {},
): Scene {
  const sizes = { ...asked, mostFeatures: widestMaps(graph) };
  const node = scope === null ? undefined : nodeOf(graph, scope);
  if (node !== undefined && isBlock(node))
    return layoutBlock(graph, node, { sizes, folded: without(folded, scope) });
  const modules = modulesOf(graph, node);
  // What is alone on the stage was opened to be seen.
  const stages = modules.flatMap((module) =>
    stagesOf(graph, module, { sizes, folded: module === node ? without(folded, scope) : folded }),
  );
  return layoutFlow(stages, sizes, maxWidth);
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
  readonly fitScale?: (scene: Scene) => number;
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
    ((scene: Scene) => fit(scene, window, 0, largestFitOf(scene.density, emphasis)).scale);
  const scenesOf = (sizes: Sizes): readonly Scene[] =>
    shares.map((share) => layoutScene(graph, scope, share * width, { folded, sizes }));
  const larger = (best: Scene, scene: Scene): Scene =>
    fitScale(scene) > fitScale(best) ? scene : best;
  const ladder = ladderOf(graph, scope);
  const [richest, ...others] = hasMaps === true ? withMaps(ladder, hasPairs) : ladder;
  let sizes = richest;
  let scenes = scenesOf(sizes);
  for (const next of others) {
    if (fitScale(scenes.reduce(larger)) >= scaleOf("near", emphasis)) break;
    sizes = next;
    scenes = scenesOf(sizes);
  }
  const scene = scenes.reduce(larger);
  const share = shares[scenes.indexOf(scene)] ?? 1;
  // Where its width alone holds it back there is room above and below.
  return (
    airier(sizes)
      .map((airy) => layoutScene(graph, scope, share * width, { folded, sizes: airy }))
      .find((airy) => fitScale(airy) >= fitScale(scene)) ?? scene
  );
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

function pictureOf({
  density,
  maps,
  hasPairs,
}: Sizes): Pick<Scene, "density" | "maps" | "hasPairs"> {
  return {
    density,
    ...(maps === undefined ? {} : { maps }),
    ...(hasPairs === true ? { hasPairs } : {}),
  };
}

function layoutFlow(stages: readonly Stage[], sizes: Sizes, maxWidth: number): Scene {
  const rows = placeLines(breakLines(stages, sizes, maxWidth), sizes);
  const placed = rows.flat();
  const brackets = markContinued(
    rows.flatMap((row, index) =>
      bracketsOf(row, index, headerHeight(row, rows[index - 1], sizes), sizes),
    ),
  );
  return {
    ...pictureOf(sizes),
    width: Math.max(
      ...placed.map(({ piece }) => piece.right + sizes.trunkGap / 2),
      ...brackets
        .filter(({ heading, isContinued }) => heading === "line" && !isContinued)
        .map(({ box }) => box.x + sizes.moduleHeaderWidth),
    ),
    height: Math.max(0, ...placed.map(({ piece }) => pieceBottom(piece))),
    nodes: [...new Set(placed.map(({ module }) => module))].flatMap((module) =>
      moduleNodes(module, placed, { brackets, sizes }),
    ),
    bands: [...trunkBands(rows, sizes), ...placed.flatMap(({ piece }) => piece.bands)],
    parts: placed.flatMap(({ piece }) => piece.parts),
    shares: placed.flatMap(({ piece }) => piece.shares),
    ports: placed.flatMap(({ piece }) => piece.ports),
    brackets,
  };
}

function pieceBottom(piece: Piece): number {
  return Math.max(...piece.nodes.map(({ box }) => box.y + box.height));
}

function breakLines(
  stages: readonly Stage[],
  sizes: Sizes,
  maxWidth: number,
): readonly (readonly Stage[])[] {
  const lines: Stage[][] = [];
  let width = Infinity;
  for (const stage of stages) {
    const line = lines[lines.length - 1];
    if (line === undefined || width + sizes.trunkGap + stage.piece.width > maxWidth) {
      lines.push([stage]);
      width = sizes.trunkGap + stage.piece.width;
    } else {
      line.push(stage);
      width += sizes.trunkGap + stage.piece.width;
    }
  }
  return lines;
}

/** Lines under each other, the stages of a line on one trunk. */
function placeLines(
  lines: readonly (readonly Stage[])[],
  sizes: Sizes,
): readonly (readonly Stage[])[] {
  let y = 0;
  return lines.map((line, index) => {
    const above = Math.max(...line.map(({ piece }) => piece.above));
    const below = Math.max(...line.map(({ piece }) => piece.height - piece.above));
    const trunkY = y + headerHeight(line, lines[index - 1], sizes) + above;
    let x = sizes.trunkGap / 2;
    const placed = line.map((stage) => {
      const piece = movePiece(stage.piece, x, trunkY - stage.piece.above);
      x += piece.width + sizes.trunkGap;
      return { ...stage, piece };
    });
    y = trunkY + below + sizes.lineGap;
    return placed;
  });
}

/** The trunk between the stages of a line, and its ends where a line breaks off. */
function trunkBands(rows: readonly (readonly Stage[])[], sizes: Sizes): readonly Band[] {
  const stub = sizes.trunkGap / 2;
  return rows.flatMap((row, rowIndex) =>
    row.flatMap((stage, index) => {
      const { piece, node } = stage;
      const next = row[index + 1];
      const from = rightEnd(piece.exit, piece.exitSize);
      const to = leftEnd(piece.entry, piece.entrySize);
      const bands: Band[] = [];
      if (index === 0) {
        bands.push(bandBetween({ id: `>${node.id}`, hue: 0 }, { ...to, x: to.x - stub }, to));
      }
      if (next !== undefined) {
        const entry = leftEnd(next.piece.entry, next.piece.entrySize);
        const bend = { from: piece.right };
        bands.push(bandBetween({ id: `${node.id}>${next.node.id}`, hue: 0 }, from, entry, bend));
      } else if (rowIndex < rows.length - 1) {
        const x = piece.right + stub;
        bands.push(bandBetween({ id: `${node.id}>`, hue: 0 }, from, { ...from, x }));
      }
      return bands;
    }),
  );
}

function moduleNodes(
  module: NodeId,
  placed: readonly Stage[],
  { brackets, sizes }: { readonly brackets: readonly Bracket[]; readonly sizes: Sizes },
): readonly SceneNode[] {
  const members = placed
    .filter((stage) => stage.module === module)
    .flatMap(({ piece }) => piece.nodes);
  const first = brackets.find((bracket) => bracket.module === module);
  if (first === undefined) return members;
  const { heading, isOverLayers } = first;
  // As long as what is written in it, where its layers are not.
  const width = heading === "line" ? Math.max(first.box.width, sizes.moduleHeaderWidth) : 0;
  const box = { ...first.box, width: Math.max(first.box.width, width) };
  return [{ id: module, form: "module", hue: 0, level: 1, box, heading, isOverLayers }, ...members];
}
