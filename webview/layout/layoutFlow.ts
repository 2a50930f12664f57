import type { NetworkNode } from "../../model/network/node.js";
import type { NodeId } from "../../model/network/spec.js";
import { bandBetween, leftEnd, rightEnd, type Band } from "./band.js";
import type { Extent } from "./fit.js";
import { bracketsOf, headerHeight, markContinued } from "./headings.js";
import {
  moveFrame,
  movePiece,
  type Bracket,
  type Frame,
  type Piece,
  type Scene,
  type SceneNode,
} from "./scene.js";
import type { Density, Sizes } from "./sizes.js";

/** A stage of the network (a layer or a block) with its module. */
export interface Stage {
  readonly node: NetworkNode;
  readonly module: NodeId;
  /** Around its own origin. */
  readonly piece: Piece;
  /** Whether it is the module itself, folded to a card. */
  readonly isModule: boolean;
}

/** A stage with its place in a line. */
interface PlacedStage extends Stage {
  readonly frame: Frame;
  readonly isCard: boolean;
  readonly dx: number;
  readonly dy: number;
}

/** How large a picture would be: of many that could be drawn one is. */
export interface Arrangement extends Extent {
  readonly density: Density;
  readonly draw: () => Scene;
}

/** Stages one after the other in lines that are at most so wide where the stages allow it. */
export function arrangeFlow(
  stages: readonly Stage[],
  sizes: Sizes,
): (maxWidth: number) => Arrangement {
  const atOrigin = stages.map(unplaced);
  // Many lengths break into the same lines.
  const known = new Map<string, Arrangement>();
  return (maxWidth) => {
    const lines = breakLines(atOrigin, sizes, maxWidth);
    const breaks = lines.map(({ length }) => length).join();
    const arrangement = known.get(breaks) ?? arrangementOf(placeLines(lines, sizes), sizes);
    known.set(breaks, arrangement);
    return arrangement;
  };
}

function arrangementOf(rows: readonly (readonly PlacedStage[])[], sizes: Sizes): Arrangement {
  const placed = rows.flat();
  const brackets = markContinued(
    rows.flatMap((row, index) =>
      bracketsOf(row, index, headerHeight(row, rows[index - 1], sizes), sizes),
    ),
  );
  const extent = {
    width: Math.max(
      ...placed.map(({ frame }) => frame.right + sizes.trunkGap / 2),
      ...brackets
        .filter(({ heading, isContinued }) => heading === "line" && !isContinued)
        .map(({ box }) => box.x + sizes.moduleHeaderWidth),
    ),
    height: Math.max(0, ...placed.map(({ piece, dy }) => pieceBottom(piece) + dy)),
  };
  return {
    ...extent,
    density: sizes.density,
    draw: () => ({ ...pictureOf(sizes), ...extent, brackets, ...drawn(rows, brackets, sizes) }),
  };
}

type Drawn = Pick<Scene, "nodes" | "bands" | "parts" | "shares" | "ports">;

function drawn(
  rows: readonly (readonly PlacedStage[])[],
  brackets: readonly Bracket[],
  sizes: Sizes,
): Drawn {
  const placed = rows.flat().map((stage) => ({
    ...stage,
    piece: movePiece(stage.piece, stage.dx, stage.dy),
  }));
  const pieces = placed.map(({ piece }) => piece);
  return {
    nodes: [...new Set(placed.map(({ module }) => module))].flatMap((module) =>
      moduleNodes(module, placed, { brackets, sizes }),
    ),
    bands: [...trunkBands(rows, sizes), ...pieces.flatMap(({ bands }) => bands)],
    parts: pieces.flatMap(({ parts }) => parts),
    shares: pieces.flatMap(({ shares }) => shares),
    ports: pieces.flatMap(({ ports }) => ports),
  };
}

function pieceBottom(piece: Piece): number {
  return Math.max(...piece.nodes.map(({ box }) => box.y + box.height));
}

function breakLines(
  stages: readonly PlacedStage[],
  sizes: Sizes,
  maxWidth: number,
): readonly (readonly PlacedStage[])[] {
  const lines: PlacedStage[][] = [];
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
  lines: readonly (readonly PlacedStage[])[],
  sizes: Sizes,
): readonly (readonly PlacedStage[])[] {
  let y = 0;
  return lines.map((line, index) => {
    const above = Math.max(...line.map(({ piece }) => piece.above));
    const below = Math.max(...line.map(({ piece }) => piece.height - piece.above));
    const trunkY = y + headerHeight(line, lines[index - 1], sizes) + above;
    let x = sizes.trunkGap / 2;
    const placed = line.map((stage) => {
      const { piece } = stage;
      const [dx, dy] = [x, trunkY - piece.above];
      x += piece.width + sizes.trunkGap;
      return { ...stage, frame: moveFrame(piece, dx, dy), dx, dy };
    });
    y = trunkY + below + sizes.lineGap;
    return placed;
  });
}

function unplaced(stage: Stage): PlacedStage {
  return { ...stage, frame: stage.piece, isCard: stage.piece.nodes.length === 1, dx: 0, dy: 0 };
}

/** The trunk between the stages of a line, and its ends where a line breaks off. */
function trunkBands(rows: readonly (readonly PlacedStage[])[], sizes: Sizes): readonly Band[] {
  const stub = sizes.trunkGap / 2;
  return rows.flatMap((row, rowIndex) =>
    row.flatMap((stage, index) => {
      const { frame, node } = stage;
      const next = row[index + 1];
      const from = rightEnd(frame.exit, frame.exitSize);
      const to = leftEnd(frame.entry, frame.entrySize);
      const bands: Band[] = [];
      if (index === 0) {
        bands.push(bandBetween({ id: `>${node.id}`, hue: 0 }, { ...to, x: to.x - stub }, to));
      }
      if (next !== undefined) {
        const entry = leftEnd(next.frame.entry, next.frame.entrySize);
        const bend = { from: frame.right };
        bands.push(bandBetween({ id: `${node.id}>${next.node.id}`, hue: 0 }, from, entry, bend));
      } else if (rowIndex < rows.length - 1) {
        const x = frame.right + stub;
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
