import type { NodeId } from "../../model/network/spec.js";
import type { Band } from "./band.js";
import { moved, type Box } from "./box.js";
import type { Density, MapsPlace } from "./sizes.js";

/**
 * How a node is drawn: `module`, `block` and `path` are groups with a heading, the others are marks.
 * `folded` is a module or block whose members are not drawn.
 */
export type SceneForm = "module" | "block" | "path" | "layer" | "concat" | "sum" | "folded";

/** How a module's heading stands: in one line, its parts under each other, or without its live numbers. */
export type Heading = "line" | "column" | "bare";

export interface SceneNode {
  readonly id: NodeId;
  readonly form: SceneForm;
  /** The number of its path, 0 for the trunk. */
  readonly hue: number;
  /** 1 for the outermost of the picture. */
  readonly level: number;
  readonly box: Box;
  /** Of modules only. */
  readonly heading?: Heading;
  /** Of modules only: whether layers alone stand under the heading, so that there is room over them. */
  readonly isOverLayers?: boolean;
}

/** One path's share of a concatenation; of a sum there is one, which is all of it. */
export interface StackPart {
  readonly id: NodeId;
  readonly hue: number;
  readonly channels: number;
  readonly box: Box;
  /** The height of its number beside the stack; null where the number under it says the same. */
  readonly labelY: number | null;
}

/** The place of a bar of what each path of a block contributes, from path 1 on top. */
export interface ShareColumn {
  readonly id: string;
  readonly block: NodeId;
  readonly of: "energy" | "gradient";
  readonly box: Box;
}

/** Where a block reads its input; `source` is the node that it reads. */
export interface Port {
  readonly id: string;
  readonly source: NodeId;
  readonly channels: number;
  readonly box: Box;
}

/** The line over that part of a module which is in one row. */
export interface Bracket {
  readonly id: string;
  readonly module: NodeId;
  /** Of its heading; the line stands a little above that. */
  readonly box: Box;
  readonly rise: number;
  /** Whether the module began in a row before. */
  readonly isContinued: boolean;
  readonly heading: Heading;
  /** Whether layers alone stand under it. */
  readonly isOverLayers: boolean;
}

/** A picture laid out: boxes and bands in scene units, nothing about color or live numbers. */
export interface Scene {
  readonly density: Density;
  readonly width: number;
  readonly height: number;
  /** In reading order: every group before its members. */
  readonly nodes: readonly SceneNode[];
  readonly bands: readonly Band[];
  readonly parts: readonly StackPart[];
  readonly shares: readonly ShareColumn[];
  readonly ports: readonly Port[];
  readonly brackets: readonly Bracket[];
  /** Where its cards have room for feature maps. */
  readonly maps?: MapsPlace;
  /** Whether that is room for those of two images. */
  readonly hasPairs?: true;
}

/** How much room a piece of a picture takes, and where the trunk goes through it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** The height at which the trunk enters and leaves, and how much of the piece is above it. */
  readonly trunkY: number;
  readonly above: number;
  /** Its right edge, of whatever stands there. */
  readonly right: number;
  readonly entry: Box;
  readonly exit: Box;
  /** Ribbon widths of the trunk at entry and exit. */
  readonly entrySize: number;
  readonly exitSize: number;
}

/** A piece of a picture around its own origin. */
export interface Piece extends Frame {
  readonly nodes: readonly SceneNode[];
  readonly bands: readonly Band[];
  readonly parts: readonly StackPart[];
  readonly shares: readonly ShareColumn[];
  readonly ports: readonly Port[];
}

/** The same frame elsewhere. */
export function moveFrame(frame: Frame, dx: number, dy: number): Frame {
  return {
    ...frame,
    trunkY: frame.trunkY + dy,
    right: frame.right + dx,
    entry: moved(frame.entry, dx, dy),
    exit: moved(frame.exit, dx, dy),
  };
}

/** The same piece elsewhere. */
export function movePiece(piece: Piece, dx: number, dy: number): Piece {
  const move = <T extends { readonly box: Box }>(items: readonly T[]): T[] =>
    items.map((item) => ({ ...item, box: moved(item.box, dx, dy) }));
  return {
    ...piece,
    ...moveFrame(piece, dx, dy),
    nodes: move(piece.nodes),
    parts: move(piece.parts).map((part) => ({
      ...part,
      labelY: part.labelY === null ? null : part.labelY + dy,
    })),
    shares: move(piece.shares),
    ports: move(piece.ports),
    bands: piece.bands.map((band) => ({
      ...band,
      x0: band.x0 + dx,
      x1: band.x1 + dx,
      bendFrom: band.bendFrom + dx,
      bendTo: band.bendTo + dx,
      top0: band.top0 + dy,
      top1: band.top1 + dy,
      bottom0: band.bottom0 + dy,
      bottom1: band.bottom1 + dy,
    })),
  };
}
