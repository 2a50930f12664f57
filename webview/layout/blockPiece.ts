import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import type { NodeId } from "../../model/network/spec.js";
import { bandBetween, leftEnd, rightEnd, type Band } from "./band.js";
import { boxAround, centerY, type Box } from "./box.js";
import { channelsOf, membersOf } from "./family.js";
import type { Piece, SceneNode, ShareColumn, StackPart } from "./scene.js";
import { spread } from "./spread.js";
import type { Sizes } from "./sizes.js";

/** Between a path's frame and what is in it. */
export const pathPadding = { roomy: 5, snug: 5, plain: 5, compact: 2 } as const;

/** Between the numbers beside a stack. */
const stackLabelGap = 16;

/** A path of a block: its heading and its cards, placed. */
interface Row {
  readonly path: NetworkNode;
  readonly hue: number;
  readonly frame: Box;
  readonly cards: readonly { readonly node: NetworkNode; readonly box: Box }[];
}

/** An Inception block: its input, its paths as rows of cards, and the concatenation as a stack. */
export function blockPiece(
  graph: NetworkGraph,
  block: NetworkNode,
  level: number,
  sizes: Sizes,
): Piece {
  const rows = placeRows(graph, block, sizes);
  const last = rows[rows.length - 1];
  const top = sizes.blockHeaderHeight;
  const bottom = last === undefined ? top : rowBottom(last);
  const trunkY = (top + bottom) / 2;
  const entrySize = channelsOf(block.inputShape) * sizes.perChannel;
  const exitSize = channelsOf(block.outputShape) * sizes.perChannel;
  const entry = boxAround(sizes.portLabelWidth, trunkY, sizes.barWidth, entrySize);
  const exitX = cardsLeft(sizes) + cardsWidth(rows, sizes) + sizes.outputGap;
  const exit = boxAround(exitX, trunkY, sizes.barWidth, exitSize);
  const concat = `${block.id}/concat`;
  const parts = stackParts(rows, concat, exit);
  const shares = shareColumns(block.id, exit, sizes);
  const width = exit.x + exit.width + sizes.stackLabelWidth + shares.length * sizes.sharePitch;
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
      { id: block.id, form: "block", hue: 0, level, box: frameAround(width, bottom, sizes) },
      ...rows.flatMap((row) => rowNodes(row, level + 1, sizes)),
      { id: concat, form: "concat", hue: 0, level: level + 1, box: exit },
    ],
    bands: rows.flatMap((row, index) => rowBands(row, entry, parts[index], sizes)),
    parts,
    shares,
    ports: [
      {
        id: `${block.id}/input`,
        source: block.inputs[0] ?? "",
        channels: channelsOf(block.inputShape),
        box: entry,
      },
    ],
  };
}

function frameAround(width: number, height: number, { blockPadding }: Sizes): Box {
  return {
    x: -blockPadding,
    y: -blockPadding,
    width: width + 2 * blockPadding,
    height: height + 2 * blockPadding,
  };
}

function cardsLeft(sizes: Sizes): number {
  return sizes.portLabelWidth + sizes.barWidth + sizes.inputGap;
}

function cardsWidth(rows: readonly Row[], sizes: Sizes): number {
  return spanOf(Math.max(1, ...rows.map((row) => row.cards.length)), sizes);
}

/** The room of so many cards side by side. */
function spanOf(columns: number, { cardWidth, columnGap, leastSpan }: Sizes): number {
  return Math.max(leastSpan, columns * (cardWidth + columnGap) - columnGap);
}

function rowBottom(row: Row): number {
  return row.frame.y + row.frame.height;
}

/** A card is as high as the ribbon that leaves it needs: a wide pool shows what the 1×1 after it saves. */
export function cardHeight(node: NetworkNode, sizes: Sizes): number {
  const band = channelsOf(node.outputShape) * sizes.perChannel;
  return Math.max(sizes.cardHeight, band + 2 * sizes.bandInset);
}

function placeRows(graph: NetworkGraph, block: NetworkNode, sizes: Sizes): readonly Row[] {
  const paths = membersOf(graph, block.id).filter((node) => node.kind === "path");
  const layers = paths.map((path) => membersOf(graph, path.id));
  const span = spanOf(Math.max(1, ...layers.map((of) => of.length)), sizes);
  const pitch = sizes.cardWidth + sizes.columnGap;
  const rows: Row[] = [];
  let y = sizes.blockHeaderHeight;
  for (const [index, path] of paths.entries()) {
    const nodes = layers[index] ?? [];
    // A shorter path stands in the middle of the columns.
    const left = cardsLeft(sizes) + (span + sizes.columnGap - nodes.length * pitch) / 2;
    const height = Math.max(sizes.cardHeight, ...nodes.map((node) => cardHeight(node, sizes)));
    const middle = y + sizes.pathLabelHeight + height / 2;
    // Where there is room the heading stands over its own cards, else all headings start alike.
    const right = cardsLeft(sizes) + span;
    const x =
      sizes.density === "compact" ? cardsLeft(sizes) : Math.min(left, right - sizes.leastSpan);
    rows.push({
      path,
      hue: index + 1,
      frame: { x, y, width: right - x, height: sizes.pathLabelHeight + height },
      cards: nodes.map((node, column) => ({
        node,
        box: boxAround(left + column * pitch, middle, sizes.cardWidth, cardHeight(node, sizes)),
      })),
    });
    y += sizes.pathLabelHeight + height + sizes.rowGap;
  }
  return rows;
}

function rowNodes(row: Row, level: number, { density }: Sizes): readonly SceneNode[] {
  const { x, y, width, height } = row.frame;
  const padding = pathPadding[density];
  const around = { x: x - padding, y, width: width + 2 * padding, height: height + padding };
  return [
    { id: row.path.id, form: "path", hue: row.hue, level, box: around },
    ...row.cards.map(({ node, box }): SceneNode => ({
      id: node.id,
      form: "layer",
      hue: row.hue,
      level: level + 1,
      box,
    })),
  ];
}

function stackParts(rows: readonly Row[], concat: string, exit: Box): readonly StackPart[] {
  const total = rows.reduce((sum, row) => sum + channelsOf(row.path.outputShape), 0);
  let y = exit.y;
  const boxes = rows.map((row) => {
    const height = total === 0 ? 0 : (exit.height * channelsOf(row.path.outputShape)) / total;
    const box = { ...exit, y, height };
    y += height;
    return box;
  });
  const labels = spread(boxes.map(centerY), stackLabelGap);
  return rows.map((row, index) => {
    const box = boxes[index] ?? exit;
    return {
      id: row.path.id,
      concat,
      hue: row.hue,
      channels: channelsOf(row.path.outputShape),
      box,
      labelY: labels[index] ?? centerY(box),
    };
  });
}

/** Bars right of the concatenation, around its middle: what the paths put into it, and what they learn. */
function shareColumns(block: NodeId, exit: Box, sizes: Sizes): readonly ShareColumn[] {
  if (sizes.sharePitch === 0) return [];
  const height = Math.max(exit.height, sizes.shareHeight);
  const left = exit.x + exit.width + sizes.stackLabelWidth + (sizes.sharePitch > 20 ? 0 : 2);
  return (["energy", "gradient"] as const).map((of, index) => ({
    id: `${block}/${of}`,
    block,
    of,
    box: boxAround(left + index * sizes.sharePitch, centerY(exit), sizes.shareBarWidth, height),
  }));
}

/** The input goes whole to every path; what leaves a card is as wide as its channels. */
function rowBands(
  row: Row,
  entry: Box,
  part: StackPart | undefined,
  sizes: Sizes,
): readonly Band[] {
  const bands: Band[] = [];
  let from = rightEnd(entry);
  let [hue, size, id] = [0, entry.height, "input"];
  for (const { node, box } of row.cards) {
    const carried = Math.min(size, box.height - 2 * sizes.bandInset);
    // Bands bend in the gaps alone, so that none runs behind the cards of another path.
    const bend = hue === 0 ? { to: cardsLeft(sizes) } : {};
    bands.push(bandBetween({ id: `${id}>${node.id}`, hue }, from, leftEnd(box, carried), bend));
    size = channelsOf(node.outputShape) * sizes.perChannel;
    from = rightEnd(box, size);
    [hue, id] = [row.hue, node.id];
  }
  if (part !== undefined) {
    const bend = { from: part.box.x - sizes.outputGap };
    bands.push(
      bandBetween({ id: `${id}>${part.concat}`, hue: row.hue }, from, leftEnd(part.box), bend),
    );
  }
  return bands;
}
