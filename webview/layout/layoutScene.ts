import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { bandBetween, leftEnd, rightEnd, type Band } from "./band.js";
import { blockPiece } from "./blockPiece.js";
import { channelsOf, membersOf, nodeOf } from "./family.js";
import { fit, type Extent } from "./fit.js";
import { layerPiece } from "./layerPiece.js";
import { movePiece, type Bracket, type Piece, type Scene, type SceneNode } from "./scene.js";
import { compact, roomy, type Sizes } from "./sizes.js";

/** A stage of the network (a layer or a block) with its module and its place. */
interface Stage {
  readonly node: NetworkNode;
  readonly module: NodeId;
  readonly piece: Piece;
}

const roomyCards = 8;

/** What a scope shows, at most `maxWidth` wide where its parts allow it; everything for null. */
export function layoutScene(graph: NetworkGraph, scope: NodeId | null, maxWidth: number): Scene {
  const node = scope === null ? undefined : nodeOf(graph, scope);
  if (node?.kind === "inception") return layoutBlock(graph, node);
  const modules = node === undefined ? membersOf(graph, null) : [node];
  const members = modules.flatMap((module) => membersOf(graph, module.id));
  const hasBlock = members.some((member) => member.kind === "inception");
  const sizes = !hasBlock && members.length <= roomyCards ? roomy : compact;
  return layoutFlow(graph, modules, sizes, maxWidth);
}

/** Line lengths to try, as shares of the window's width; the longest first, since it breaks least. */
const lineShares = [2.6, 2.3, 2, 1.8, 1.6, 1.4, 1.2, 1, 0.85, 0.7];

/** The scene of that scope which shows largest in a window of this size. */
export function layoutSceneFor(graph: NetworkGraph, scope: NodeId | null, window: Extent): Scene {
  const scenes = lineShares.map((share) => layoutScene(graph, scope, share * window.width));
  return scenes.reduce((best, scene) =>
    fit(scene, window, 0).scale > fit(best, window, 0).scale ? scene : best,
  );
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

function layoutFlow(
  graph: NetworkGraph,
  modules: readonly NetworkNode[],
  sizes: Sizes,
  maxWidth: number,
): Scene {
  const stages = modules.flatMap((module) =>
    membersOf(graph, module.id).map((node) => ({
      node,
      module: module.id,
      piece:
        node.kind === "inception" ? blockPiece(graph, node, 2, sizes) : layerPiece(node, 2, sizes),
    })),
  );
  const rows = placeLines(breakLines(stages, sizes, maxWidth), sizes);
  const placed = rows.flat();
  const brackets = markContinued(
    rows.flatMap((row, index) => bracketsOf(row, index, headerHeight(row, rows[index - 1], sizes))),
  );
  return {
    density: sizes.density,
    width: Math.max(
      ...placed.map(({ piece }) => pieceRight(piece) + sizes.trunkGap / 2),
      ...brackets.map(({ box }) => box.x + sizes.moduleHeaderWidth),
    ),
    height: Math.max(0, ...placed.map(({ piece }) => pieceBottom(piece))),
    nodes: modules.flatMap((module) => moduleNodes(module.id, placed, brackets)),
    bands: [...trunkBands(rows, sizes), ...placed.flatMap(({ piece }) => piece.bands)],
    parts: placed.flatMap(({ piece }) => piece.parts),
    ports: placed.flatMap(({ piece }) => piece.ports),
    brackets,
  };
}

function pieceRight(piece: Piece): number {
  return piece.exit.x + piece.exit.width;
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

/** A line in which no module begins only says of which it is. */
function headerHeight(
  line: readonly Stage[],
  before: readonly Stage[] | undefined,
  sizes: Sizes,
): number {
  const module = before?.[before.length - 1]?.module;
  const isContinued = line.every((stage) => stage.module === module);
  return isContinued ? sizes.moduleHeaderHeight / 2 : sizes.moduleHeaderHeight;
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
        bands.push(bandBetween({ id: `${node.id}>${next.node.id}`, hue: 0 }, from, entry));
      } else if (rowIndex < rows.length - 1) {
        bands.push(bandBetween({ id: `${node.id}>`, hue: 0 }, from, { ...from, x: from.x + stub }));
      }
      return bands;
    }),
  );
}

function bracketsOf(row: readonly Stage[], index: number, height: number): readonly Bracket[] {
  const top = Math.min(...row.map(({ piece }) => piece.trunkY - piece.above));
  return [...new Set(row.map(({ module }) => module))].map((module) => {
    const pieces = row.filter((stage) => stage.module === module).map(({ piece }) => piece);
    const x = Math.min(...pieces.map(({ entry }) => entry.x));
    const width = Math.max(...pieces.map(pieceRight)) - x;
    const box = { x, y: top - height, width, height };
    return { id: `${module}#${index}`, module, box, isContinued: false };
  });
}

function markContinued(brackets: readonly Bracket[]): readonly Bracket[] {
  return brackets.map((bracket, index) => ({
    ...bracket,
    isContinued: brackets.slice(0, index).some(({ module }) => module === bracket.module),
  }));
}

function moduleNodes(
  module: NodeId,
  placed: readonly Stage[],
  brackets: readonly Bracket[],
): readonly SceneNode[] {
  const heading = brackets.find((bracket) => bracket.module === module);
  if (heading === undefined) return [];
  return [
    { id: module, form: "module", hue: 0, level: 1, box: heading.box },
    ...placed.filter((stage) => stage.module === module).flatMap(({ piece }) => piece.nodes),
  ];
}
