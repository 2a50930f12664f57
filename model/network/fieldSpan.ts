import type { NetworkGraph } from "./graph.js";
import { isGroup, type NetworkNode } from "./node.js";
import type { NodeId } from "./spec.js";
import { windowOf, type Axis } from "./window.js";
import { membersOf } from "./family.js";

/** What the units of a grid see of the image along one axis, in pixels. */
export interface FieldAxis {
  /** The first pixel that unit 0 sees; negative where it begins in the padding. */
  readonly first: number;
  readonly size: number;
  /** From one unit to the next. */
  readonly jump: number;
  readonly units: number;
  /** What all units together see of the image: no window may have reached its last pixels. */
  readonly seen: Seen;
  /** The length of the image. */
  readonly image: number;
}

/** The pixels from `from` up to, but not with, `to`. */
interface Seen {
  readonly from: number;
  readonly to: number;
}

/** The pixels that a unit sees, and how much of its field lies outside of the image. */
export interface Span extends Seen {
  readonly before: number;
  readonly after: number;
}

/** Where the fields of a node's units lie, along the height and along the width. */
export function fieldAxesOf(
  graph: NetworkGraph,
  node: NetworkNode,
): readonly [height: FieldAxis, width: FieldAxis] {
  const known = new Map<NodeId, readonly [FieldAxis, FieldAxis]>();
  const [, height = 1, width = 1] = graph.input;
  const start = (image: number): FieldAxis => {
    const seen = { from: 0, to: image };
    return { first: 0, size: 1, jump: 1, units: image, seen, image };
  };
  const read = (id: NodeId): readonly [FieldAxis, FieldAxis] =>
    known.get(id) ?? [start(height), start(width)];
  // A node's inputs come before it; a group is what its last member is.
  for (const each of graph.nodes) {
    if (each.kind !== "input" && !isGroup(each))
      known.set(each.id, axesAfter(each, each.inputs.map(read)));
  }
  return read(endOf(graph, node));
}

export function spanOf({ first, size, jump, seen, image }: FieldAxis, unit: number): Span {
  const [low, high] = [first + unit * jump, first + unit * jump + size];
  return {
    ...within({ from: low, to: high }, seen),
    before: Math.max(0, -low),
    after: Math.max(0, high - image),
  };
}

function within({ from, to }: Seen, seen: Seen): Seen {
  return {
    from: Math.min(Math.max(seen.from, from), seen.to),
    to: Math.max(Math.min(seen.to, to), seen.from),
  };
}

function axesAfter(
  node: NetworkNode,
  inputs: readonly (readonly [FieldAxis, FieldAxis])[],
): readonly [FieldAxis, FieldAxis] {
  const window = windowOf(node.layer);
  const axis = (index: Axis): FieldAxis => {
    const united = unite(inputs.map((axes) => axes[index]));
    if (node.layer === undefined) return united;
    if (window === undefined) return keepsGrid(node) ? united : whole(united);
    const first = united.first - window.padding[index] * united.jump;
    const size = united.size + (window.kernel[index] - 1) * united.jump;
    const jump = united.jump * window.stride[index];
    const units = node.outputShape[index + 1] ?? 1;
    const all = { from: first, to: first + (units - 1) * jump + size };
    return { first, size, jump, units, seen: within(all, united.seen), image: united.image };
  };
  return [axis(0), axis(1)];
}

/** Whether what looks through no window leaves every position to itself, as dropout does, or reads all of them. */
function keepsGrid({ inputShape, outputShape }: NetworkNode): boolean {
  return inputShape.length === outputShape.length;
}

/** The smallest field that holds the fields of all; they have the same grid. */
function unite(axes: readonly FieldAxis[]): FieldAxis {
  const [one] = axes;
  if (one === undefined) throw new RangeError("A layer without an input has no receptive field.");
  const first = Math.min(...axes.map((axis) => axis.first));
  const end = Math.max(...axes.map((axis) => axis.first + axis.size));
  const seen = {
    from: Math.min(...axes.map((axis) => axis.seen.from)),
    to: Math.max(...axes.map((axis) => axis.seen.to)),
  };
  return { ...one, first, size: end - first, seen };
}

/** One unit that sees what all of the grid see. */
function whole(axis: FieldAxis): FieldAxis {
  const size = (axis.units - 1) * axis.jump + axis.size;
  return { ...axis, size, jump: size, units: 1 };
}

/** A shortcut ends where it begins. */
function endOf(graph: NetworkGraph, node: NetworkNode): NodeId {
  if (!isGroup(node)) return node.id;
  const last = membersOf(graph, node.id).at(-1);
  return last === undefined ? (node.inputs[0] ?? node.id) : endOf(graph, last);
}
