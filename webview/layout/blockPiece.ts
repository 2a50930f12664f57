import { isHead } from "../../model/network/heads.js";
import { isBlock, isJoin, isPath } from "../../model/network/kinds.js";
import type { NetworkGraph } from "../../model/network/graph.js";
import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { bandBetween, leftEnd, rightEnd, type Band } from "./band.js";
import { boxAround, type Box } from "./box.js";
import { channelsOf, membersOf } from "../../model/network/family.js";
import { foldedPiece, layerPiece } from "./layerPiece.js";
import { movePiece, type Piece, type Port, type SceneNode } from "./scene.js";
import { shareColumns, stackParts, sumPart } from "./blockStack.js";
import type { Sizes } from "./sizes.js";

/** Between a path's frame and what is in it. */
export const pathPadding = { roomy: 5, snug: 5, plain: 5, compact: 2 } as const;

/** A path of a block: its heading and its stages, placed. */
interface Row {
  readonly path: NetworkNode;
  readonly hue: number;
  readonly frame: Box;
  /** The height of the trunk of its stages. */
  readonly lineY: number;
  readonly stages: readonly Placed[];
}

interface Placed {
  readonly id: NodeId;
  readonly piece: Piece;
}

/** The modules and blocks that are folded to a card. */
export type Folded = ReadonlySet<NodeId>;

/** Where a block stands in a picture. */
interface Place {
  /** 1 for the outermost of the picture. */
  readonly level: number;
  /** The path of the outermost block that it is a part of, whose hue all of it has; null on the trunk. */
  readonly hue: number | null;
  readonly folded: Folded;
}

/** A block: its input, its paths as rows of cards and of blocks, and what joins them as a stack. */
export function blockPiece(
  graph: NetworkGraph,
  block: NetworkNode,
  place: Place,
  sizes: Sizes,
): Piece {
  const { level, hue } = place;
  const rows = placeRows(graph, block, place, sizes);
  const last = rows[rows.length - 1];
  const top = sizes.blockHeaderHeight;
  const bottom = last === undefined ? top : rowBottom(last);
  const trunkY = (top + bottom) / 2;
  const entrySize = channelsOf(block.inputShape) * sizes.perChannel;
  const exitSize = channelsOf(block.outputShape) * sizes.perChannel;
  // Within a path the ribbon that comes in is all there is to see of the input.
  const entryWidth = hue === null ? sizes.barWidth : 0;
  const entry = boxAround(sizes.portLabelWidth, trunkY, entryWidth, entrySize);
  const exitX = stagesLeft(sizes) + spanOf(rows.map(rowWidth), sizes) + sizes.outputGap;
  const exit = boxAround(exitX, trunkY, sizes.barWidth, exitSize);
  const source = block.inputs[0] ?? "";
  const join = membersOf(graph, block.id).find(isJoin);
  const isSum = join?.addition !== undefined;
  // What ends in scores of its own ends beside the trunk.
  const joined = isHead(block) ? rows.slice(0, 1) : rows;
  const parts = isSum ? [sumPart(join, hue ?? 0, exit)] : stackParts(joined, exit);
  // Its output is that of one path.
  const shares = isHead(block) ? [] : shareColumns(block.id, exit, sizes);
  const width = exit.x + exit.width + sizes.stackLabelWidth + shares.length * sizes.sharePitch;
  const within = rows.flatMap(({ stages }) => stages.map(({ piece }) => piece));
  return {
    width,
    height: bottom,
    trunkY,
    above: trunkY,
    right: width,
    entry,
    exit,
    entrySize,
    exitSize,
    nodes: [
      { id: block.id, form: "block", hue: hue ?? 0, level, box: frameAround(width, bottom, sizes) },
      ...rows.flatMap((row) => rowNodes(row, level + 1, sizes)),
      {
        id: join?.id ?? "",
        form: isSum ? "sum" : "concat",
        hue: hue ?? 0,
        level: level + 1,
        box: exit,
      },
    ],
    bands: [
      ...rows.flatMap((row, index) =>
        rowBands(
          row,
          {
            source: hue === null ? "input" : source,
            entry,
            hue: hue ?? 0,
            join: join?.id ?? "",
            // Each path gives all the channels of a sum.
            end: joined.includes(row) ? ((isSum ? exit : parts[index]?.box) ?? exit) : null,
          },
          sizes,
        ),
      ),
      ...within.flatMap(({ bands }) => bands),
    ],
    parts: [...parts, ...within.flatMap((piece) => piece.parts)],
    shares: [...shares, ...within.flatMap((piece) => piece.shares)],
    ports: hue === null ? [portOf(block, source, entry)] : [],
  };
}

function portOf({ id, inputShape }: NetworkNode, source: NodeId, box: Box): Port {
  return { id: `${id}/input`, source, channels: channelsOf(inputShape), box };
}

function frameAround(width: number, height: number, { blockPadding }: Sizes): Box {
  return {
    x: -blockPadding,
    y: -blockPadding,
    width: width + 2 * blockPadding,
    height: height + 2 * blockPadding,
  };
}

function stagesLeft(sizes: Sizes): number {
  return sizes.portLabelWidth + sizes.barWidth + sizes.inputGap;
}

function rowWidth({ stages }: Row): number {
  const [first, last] = [stages[0]?.piece, stages.at(-1)?.piece];
  return first === undefined || last === undefined ? 0 : last.right - leftOf(first);
}

function leftOf({ right, width }: Piece): number {
  return right - width;
}

/** The room of the widest row. */
function spanOf(widths: readonly number[], { leastSpan }: Sizes): number {
  return Math.max(leastSpan, ...widths);
}

function rowBottom(row: Row): number {
  return row.frame.y + row.frame.height;
}

/** What stands on a path, around its own origin. */
function stagesOf(
  graph: NetworkGraph,
  path: NetworkNode,
  place: Place & { readonly hue: number },
  sizes: Sizes,
): readonly Placed[] {
  const { level, hue, folded } = place;
  const pieceOf = (node: NetworkNode): Piece => {
    if (!isBlock(node)) return layerPiece(node, level, sizes, hue);
    return folded.has(node.id)
      ? foldedPiece(node, level, sizes, hue)
      : blockPiece(graph, node, place, within(sizes));
  };
  return membersOf(graph, path.id).map((node) => ({ id: node.id, piece: pieceOf(node) }));
}

/** A block on a path is named in its frame, and its input and shares are those of what is around it. */
function within(sizes: Sizes): Sizes {
  const { innerHeaderHeight: blockHeaderHeight } = sizes;
  return { ...sizes, blockHeaderHeight, blockPadding: 0, portLabelWidth: 0, sharePitch: 0 };
}

function placeRows(
  graph: NetworkGraph,
  block: NetworkNode,
  { level, hue, folded }: Place,
  sizes: Sizes,
): readonly Row[] {
  const paths = membersOf(graph, block.id).filter(isPath);
  const found = paths.map((path, index) =>
    stagesOf(graph, path, { level: level + 2, hue: hue ?? index + 1, folded }, sizes),
  );
  const widths = found.map((stages) => widthOf(stages, sizes));
  const span = spanOf(widths, sizes);
  const rows: Row[] = [];
  let y = sizes.blockHeaderHeight;
  for (const [index, path] of paths.entries()) {
    const pieces = found[index] ?? [];
    // A shorter path stands in the middle of the columns.
    // A shortcut begins where all do.
    const left = stagesLeft(sizes) + (span - (widths[index] || span)) / 2;
    const least =
      pieces.length === 0
        ? (channelsOf(path.outputShape) * sizes.perChannel) / 2 + sizes.bandInset
        : sizes.cardHeight / 2;
    const above = Math.max(least, ...pieces.map(({ piece }) => piece.above));
    const below = Math.max(least, ...pieces.map(({ piece }) => piece.height - piece.above));
    // Where there is room the heading stands over its own cards, else all headings start alike.
    const right = stagesLeft(sizes) + span;
    const x =
      sizes.density === "compact" ? stagesLeft(sizes) : Math.min(left, right - sizes.leastSpan);
    rows.push({
      path,
      hue: hue ?? index + 1,
      frame: { x, y, width: right - x, height: sizes.pathLabelHeight + above + below },
      lineY: y + sizes.pathLabelHeight + above,
      stages: inLine(pieces, left, y + sizes.pathLabelHeight + above, sizes),
    });
    y += sizes.pathLabelHeight + above + below + sizes.rowGap;
  }
  return rows;
}

function widthOf(stages: readonly Placed[], { columnGap }: Sizes): number {
  return Math.max(
    0,
    stages.reduce((sum, { piece }) => sum + piece.width + columnGap, -columnGap),
  );
}

/** Side by side, their trunks at one height. */
function inLine(
  stages: readonly Placed[],
  left: number,
  trunkY: number,
  { columnGap }: Sizes,
): readonly Placed[] {
  let x = left;
  return stages.map(({ id, piece }) => {
    const placed = movePiece(piece, x, trunkY - piece.above);
    x += piece.width + columnGap;
    return { id, piece: placed };
  });
}

function rowNodes(row: Row, level: number, { density }: Sizes): readonly SceneNode[] {
  const { x, y, width, height } = row.frame;
  const padding = pathPadding[density];
  const around = { x: x - padding, y, width: width + 2 * padding, height: height + padding };
  return [
    { id: row.path.id, form: "path", hue: row.hue, level, box: around },
    ...row.stages.flatMap(({ piece }) => piece.nodes),
  ];
}

/** Where a path begins and ends: the block's input in the hue of what is around it, and its part of the stack. */
interface Ends {
  /** The node that is read; `input` on the trunk, where the port stands for it. */
  readonly source: NodeId;
  readonly entry: Box;
  readonly hue: number;
  readonly join: NodeId;
  /** Null for what is joined with nothing. */
  readonly end: Box | null;
}

/** The input goes whole to every path; what leaves a card is as wide as its channels. */
function rowBands(
  row: Row,
  { source, entry, hue: hueBefore, join, end: stackEnd }: Ends,
  sizes: Sizes,
): readonly Band[] {
  const bands: Band[] = [];
  let from = rightEnd(entry);
  let [hue, id] = [hueBefore, source];
  // Bands bend in the gaps alone, so that none runs behind the cards of another path.
  let bend: { from?: number; to?: number } = { to: stagesLeft(sizes) };
  if (row.stages.length === 0) {
    // A shortcut is a ribbon that keeps to its own height between the gaps.
    const line = { ...row.frame, y: row.lineY, height: 0, width: 0, x: stagesLeft(sizes) };
    bands.push(
      bandBetween({ id: `${id}>${row.path.id}`, hue }, from, leftEnd(line, entry.height), bend),
    );
    from = rightEnd(line, entry.height);
    [hue, id] = [row.hue, row.path.id];
  }
  for (const { id: to, piece } of row.stages) {
    const end = leftEnd(piece.entry, piece.entrySize);
    bands.push(bandBetween({ id: `${id}>${to}`, hue }, from, end, bend));
    from = rightEnd(piece.exit, piece.exitSize);
    [hue, id, bend] = [row.hue, to, { from: piece.right }];
  }
  if (stackEnd === null) return bands;
  const last = { from: stackEnd.x - sizes.outputGap };
  bands.push(bandBetween({ id: `${id}>${join}`, hue: row.hue }, from, leftEnd(stackEnd), last));
  return bands;
}
