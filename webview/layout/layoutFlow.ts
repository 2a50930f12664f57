import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { bandBetween, leftEnd, rightEnd, type Band } from "./band.js";
import { bracketsOf, headerHeight, markContinued } from "./headings.js";
import { movePiece, type Bracket, type Piece, type Scene, type SceneNode } from "./scene.js";
import type { Sizes } from "./sizes.js";

/** A stage of the network (a layer or a block) with its module and its place. */
export interface Stage {
  readonly node: NetworkNode;
  readonly module: NodeId;
  readonly piece: Piece;
  /** Whether it is the module itself, folded to a card. */
  readonly isModule: boolean;
}

/** Stages one after the other in lines, which break where one would be wider than that. */
export function layoutFlow(stages: readonly Stage[], sizes: Sizes, maxWidth: number): Scene {
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

/** What a scene says of how it was laid out. */
export function pictureOf({
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
