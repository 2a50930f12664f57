import type { NetworkGraph } from "../../model/network/graph.js";
import { isJoin } from "../../model/network/kinds.js";
import { mutablePlaceOf, pathMutedAt, type MutedPart } from "../../model/network/mutable.js";
import type { NodeId } from "../../model/network/spec.js";
import { boxAround, centerX, centerY, type Box } from "./box.js";
import { round, type Band } from "./band.js";
import type { Scene, SceneNode } from "./scene.js";

/** What of a picture's node is muted: all of it, some of its channels, or something that is folded in it. */
export interface MutedMark {
  readonly id: NodeId;
  readonly isWhole: boolean;
  /** The part of it that is hatched. */
  readonly box: Box;
}

export interface MutedMarks {
  readonly marks: readonly MutedMark[];
  /** The ribbons in which nothing flows. */
  readonly bands: ReadonlySet<string>;
}

/** What is muted as a whole, with all that comes to nothing by it: a path's output mutes the path. */
interface Covered {
  readonly around: NodeId;
  readonly part: MutedPart;
  /** Of the channels. */
  readonly share: number;
}

/** Of some channels: the part of the card from its right edge, which is seen even of a single one. */
const leastStrip = 10;
/** A shortcut has no card, and what joins paths may be a thin one: the cross is no smaller. */
const leastSide = 16;
/** Of a folded card, something in which is muted. */
const foldedShare = 1 / 3;

export function mutedMarksOf(
  scene: Pick<Scene, "nodes" | "bands">,
  graph: NetworkGraph,
  parts: readonly MutedPart[],
): MutedMarks {
  const covered = parts.flatMap((part) => coveredBy(graph, part) ?? []);
  const whole = covered.filter(({ share }) => share === 1);
  return {
    marks: scene.nodes.flatMap((node) => markOf(node, covered, scene) ?? []),
    bands: new Set(
      scene.bands
        .map(({ id }) => id)
        .filter((id) => whole.some((each) => flowsFrom(id, each, graph))),
    ),
  };
}

function coveredBy(graph: NetworkGraph, part: MutedPart): Covered | null {
  const place = mutablePlaceOf(graph, part.node);
  if (place === null) return null;
  if (part.channels !== null) {
    return { around: place.id, part, share: part.channels.length / place.channels };
  }
  return { around: pathMutedAt(graph, place.id)?.id ?? place.id, part, share: 1 };
}

function isWithin(id: NodeId, around: NodeId): boolean {
  return id === around || id.startsWith(`${around}/`);
}

function markOf(
  { id, form, box }: SceneNode,
  covered: readonly Covered[],
  { bands }: Pick<Scene, "bands">,
): MutedMark | null {
  if (form === "module" || form === "block") return null;
  if (form === "path") {
    // One with layers is seen by them.
    const ribbon = covered.some(({ part }) => part.node === id)
      ? bands.find((band) => band.id.startsWith(`${id}>`))
      : undefined;
    return ribbon === undefined ? null : { id, isWhole: true, box: crossingOf(ribbon) };
  }
  if (covered.some(({ around, share }) => share === 1 && isWithin(id, around))) {
    return { id, isWhole: true, box: enlarged(box) };
  }
  const share = shareOf({ id, form }, covered);
  if (share === 0) return null;
  const width = Math.min(box.width, Math.max(leastStrip, share * box.width));
  return { id, isWhole: false, box: { ...box, x: box.x + box.width - width, width } };
}

/** Where a ribbon runs straight. */
function crossingOf({ x0, bendFrom, top0, bottom0 }: Band): Box {
  const middle = { x: (x0 + bendFrom) / 2, y: (top0 + bottom0) / 2, width: 0, height: 0 };
  return enlarged(middle);
}

function enlarged(box: Box): Box {
  const [width, height] = [box.width, box.height].map((side) => Math.max(side, leastSide));
  return boxAround(centerX(box) - (width ?? 0) / 2, centerY(box), width ?? 0, height ?? 0);
}

function shareOf(
  { id, form }: Pick<SceneNode, "id" | "form">,
  covered: readonly Covered[],
): number {
  const own = covered.find(({ around }) => around === id);
  if (own !== undefined) return own.share;
  const isAround = form === "folded" && covered.some(({ around }) => isWithin(around, id));
  return isAround ? foldedShare : 0;
}

/** A block's ribbon is that of what joins its paths. */
function flowsFrom(band: string, { around }: Covered, graph: NetworkGraph): boolean {
  const from = band.slice(0, band.indexOf(">"));
  const node = graph.byId.get(around);
  if (node !== undefined && isJoin(node) && from === node.parent) return true;
  return from !== "" && isWithin(from, around);
}

/** Slanted lines over a box, as SVG path data. */
export function hatchPath({ x, y, width, height }: Box, gap: number): string {
  const lines: string[] = [];
  for (let at = gap / 2; at < width + height; at += gap) {
    const [left, right] = [Math.max(0, at - height), Math.min(width, at)];
    lines.push(
      `M${round(x + left)},${round(y + at - left)}L${round(x + right)},${round(y + at - right)}`,
    );
  }
  return lines.join("");
}

/** Both diagonals of a box. */
export function crossPath({ x, y, width, height }: Box): string {
  const [left, right, top, bottom] = [x, x + width, y, y + height].map(round);
  return `M${left},${top}L${right},${bottom}M${left},${bottom}L${right},${top}`;
}
