import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { bandBetween, leftEnd, rightEnd, type Band } from "./band.js";
import { blockPiece } from "./blockPiece.js";
import { channelsOf, membersOf, nodeOf } from "./family.js";
import { fit, largestFit, type Extent } from "./fit.js";
import { bracketsOf, headerHeight, markContinued } from "./headings.js";
import { foldedPiece, layerPiece } from "./layerPiece.js";
import { movePiece, type Bracket, type Piece, type Scene, type SceneNode } from "./scene.js";
import { compact, roomy, type Sizes } from "./sizes.js";

/** A stage of the network (a layer or a block) with its module and its place. */
interface Stage {
  readonly node: NetworkNode;
  readonly module: NodeId;
  readonly piece: Piece;
  /** Whether it is the module itself, folded to a card. */
  readonly isModule: boolean;
}

/** The modules and blocks that are folded to a card. */
export type Folded = ReadonlySet<NodeId>;
const nothing: Folded = new Set();

const roomyCards = 8;

/** What a scope shows, at most `maxWidth` wide where its parts allow it; everything for null. */
export function layoutScene(
  graph: NetworkGraph,
  scope: NodeId | null,
  maxWidth: number,
  folded: Folded = nothing,
): Scene {
  const node = scope === null ? undefined : nodeOf(graph, scope);
  if (node?.kind === "inception") return layoutBlock(graph, node);
  const modules = node === undefined ? membersOf(graph, null) : [node];
  const members = modules.flatMap((module) => membersOf(graph, module.id));
  const hasBlock = members.some((member) => member.kind === "inception");
  const sizes = !hasBlock && members.length <= roomyCards ? roomy : compact;
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
  { sizes, folded }: { readonly sizes: Sizes; readonly folded: Folded },
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

function stagePiece(
  graph: NetworkGraph,
  node: NetworkNode,
  { sizes, folded }: { readonly sizes: Sizes; readonly folded: Folded },
): Piece {
  if (node.kind !== "inception") return layerPiece(node, 2, sizes);
  return folded.has(node.id) ? foldedPiece(node, 2, sizes) : blockPiece(graph, node, 2, sizes);
}

/** Line lengths to try, as shares of the window's width; the longest first, since it breaks least. */
const lineShares = [2.6, 2.3, 2, 1.8, 1.6, 1.4, 1.2, 1.1, 1.05, 1, 0.95, 0.85, 0.7];

/** The scene of that scope which shows largest in a window of this size. */
export function layoutSceneFor(
  graph: NetworkGraph,
  scope: NodeId | null,
  window: Extent,
  folded: Folded = nothing,
): Scene {
  const scenes = lineShares.map((share) => layoutScene(graph, scope, share * window.width, folded));
  const scaleOf = (scene: Scene): number => fit(scene, window, 0, largestFit[scene.density]).scale;
  return scenes.reduce((best, scene) => (scaleOf(scene) > scaleOf(best) ? scene : best));
}

/** The height of a block's larger end where it is alone on the stage. */
const aloneHeight = 190;
const mostPerChannel = 0.55;

/** A block alone is drawn at the scale that its channels leave room for. */
function layoutBlock(graph: NetworkGraph, block: NetworkNode): Scene {
  const most = Math.max(channelsOf(block.inputShape), channelsOf(block.outputShape));
  const perChannel = Math.min(mostPerChannel, aloneHeight / most);
  const piece = blockPiece(graph, block, 1, { ...roomy, perChannel });
  return { ...piece, density: "roomy", brackets: [] };
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
    density: sizes.density,
    width: Math.max(
      ...placed.map(({ piece }) => piece.right + sizes.trunkGap / 2),
      ...brackets
        .filter(({ heading, isContinued }) => heading === "line" && !isContinued)
        .map(({ box }) => box.x + sizes.moduleHeaderWidth),
    ),
    height: Math.max(0, ...placed.map(({ piece }) => pieceBottom(piece))),
    nodes: [...new Set(placed.map(({ module }) => module))].flatMap((module) =>
      moduleNodes(module, placed, brackets),
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
  brackets: readonly Bracket[],
): readonly SceneNode[] {
  const members = placed
    .filter((stage) => stage.module === module)
    .flatMap(({ piece }) => piece.nodes);
  const first = brackets.find((bracket) => bracket.module === module);
  if (first === undefined) return members;
  const { box, heading } = first;
  return [{ id: module, form: "module", hue: 0, level: 1, box, heading }, ...members];
}
