import { isGroup, type NetworkGraph, type NetworkNode } from "../../../model/network/graph.js";
import type { NodeId } from "../../../model/network/spec.js";
import { membersOf } from "../../layout/family.js";

/** What the units of a grid see of the image along one axis, in pixels. */
export interface FieldAxis {
  /** The first pixel that unit 0 sees; negative where it begins in the padding. */
  readonly first: number;
  readonly size: number;
  /** From one unit to the next. */
  readonly jump: number;
  readonly units: number;
  /** The length of the image. */
  readonly image: number;
}

/** The pixels from `from` up to, but not with, `to` that a unit sees, and how much of its field lies outside. */
export interface Span {
  readonly from: number;
  readonly to: number;
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
  const start = (image: number): FieldAxis => ({ first: 0, size: 1, jump: 1, units: image, image });
  const read = (id: NodeId): readonly [FieldAxis, FieldAxis] =>
    known.get(id) ?? [start(height), start(width)];
  // A node's inputs come before it; a group is what its last member is.
  for (const each of graph.nodes) {
    if (each.kind !== "input" && !isGroup(each))
      known.set(each.id, axesAfter(each, each.inputs.map(read)));
  }
  return read(endOf(graph, node).id);
}

export function spanOf({ first, size, jump, image }: FieldAxis, unit: number): Span {
  const [low, high] = [first + unit * jump, first + unit * jump + size];
  return {
    from: Math.min(Math.max(0, low), image),
    to: Math.max(Math.min(image, high), 0),
    before: Math.max(0, -low),
    after: Math.max(0, high - image),
  };
}

function axesAfter(
  node: NetworkNode,
  inputs: readonly (readonly [FieldAxis, FieldAxis])[],
): readonly [FieldAxis, FieldAxis] {
  const axis = (index: 0 | 1): FieldAxis => {
    const united = unite(inputs.map((axes) => axes[index]));
    const { layer } = node;
    if (layer === undefined) return united;
    if (!("kernel" in layer)) return whole(united);
    return {
      first: united.first - layer.padding * united.jump,
      size: united.size + (layer.kernel - 1) * united.jump,
      jump: united.jump * layer.stride,
      units: node.outputShape[index + 1] ?? 1,
      image: united.image,
    };
  };
  return [axis(0), axis(1)];
}

/** The smallest field that holds the fields of all; they have the same grid. */
function unite(axes: readonly FieldAxis[]): FieldAxis {
  const [one] = axes;
  if (one === undefined) throw new RangeError("A layer without an input has no receptive field.");
  const first = Math.min(...axes.map((axis) => axis.first));
  const end = Math.max(...axes.map((axis) => axis.first + axis.size));
  return { ...one, first, size: end - first };
}

/** One unit that sees what all of the grid see. */
function whole(axis: FieldAxis): FieldAxis {
  const size = (axis.units - 1) * axis.jump + axis.size;
  return { ...axis, size, jump: size, units: 1 };
}

function endOf(graph: NetworkGraph, node: NetworkNode): NetworkNode {
  const last = isGroup(node) ? membersOf(graph, node.id).at(-1) : undefined;
  return last === undefined ? node : endOf(graph, last);
}
