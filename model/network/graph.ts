import { additionOf, headWeightOf } from "./join.js";
import { isJoin } from "./kinds.js";
import { elementCount, ruleOf } from "./layers.js";
import { InputTooSmall } from "./leastInput.js";
import type { NetworkNode } from "./node.js";
import { ownPixel, unite, type ReceptiveField } from "./receptiveField.js";
import type { BlockSpec, LayerSpec, NetworkSpec, NodeId, Shape, StageSpec } from "./spec.js";
import { isBlockSpec } from "./stages.js";

/** A network at one input shape: every node with its numbers. Groups come before their members. */
export interface NetworkGraph {
  readonly spec: NetworkSpec;
  readonly input: Shape;
  readonly nodes: readonly NetworkNode[];
  readonly byId: ReadonlyMap<NodeId, NetworkNode>;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

type Group = Pick<NetworkNode, "id" | "parent" | "block"> & {
  readonly kind: "module" | "block" | "path";
};

/** Where a computation stands: the node that was computed last. */
interface Cursor {
  readonly id: NodeId;
  readonly shape: Shape;
  readonly field: ReceptiveField;
}

/**
 * Every node of the network at this input, [channels, height, width].
 * Throws a RangeError where the input is not three positive integers, which is an `InputTooSmall` where
 * a window finds less than it needs.
 */
export function buildGraph(spec: NetworkSpec, input: Shape = spec.input): NetworkGraph {
  if (input.length !== 3 || !input.every((length) => Number.isInteger(length) && length > 0)) {
    throw new RangeError(
      `An input is three positive whole numbers, CxHxW such as ${spec.input.join("x")}; got ${input.join("x")}.`,
    );
  }
  const builder = new GraphBuilder(input, spec.classes);
  for (const module of spec.modules) builder.addModule(module.name, module.stages);
  const nodes = builder.nodes;
  const layers = nodes.filter((node) => node.layer !== undefined);
  const empty = layers.find(({ outputShape }) => outputShape.some((length) => length < 1));
  if (empty !== undefined) throw new InputTooSmall(spec, input, empty.id);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  nodes.filter(isJoin).forEach((join) => requireAgreement(join, byId));
  return {
    spec,
    input,
    nodes,
    byId,
    parameters: sum(layers.map((node) => node.parameters)),
    multiplyAdds: sum(layers.map((node) => node.multiplyAdds)),
  };
}

class GraphBuilder {
  readonly nodes: NetworkNode[] = [];
  private cursor: Cursor;

  constructor(
    input: Shape,
    private readonly classes: number,
  ) {
    this.cursor = { id: "input", shape: input, field: ownPixel };
    this.nodes.push({
      id: "input",
      kind: "input",
      parent: null,
      inputs: [],
      inputShape: input,
      outputShape: input,
      parameters: 0,
      multiplyAdds: 0,
      receptiveField: ownPixel,
      parameterSpecs: [],
    });
  }

  addModule(name: string, stages: readonly StageSpec[]): void {
    this.cursor = this.addRow({ id: name, kind: "module", parent: null }, stages, this.cursor);
  }

  private addStage(parent: NodeId, stage: StageSpec, at: Cursor): Cursor {
    return isBlockSpec(stage) ? this.addBlock(parent, stage, at) : this.addLayer(parent, stage, at);
  }

  private addBlock(parent: NodeId, block: BlockSpec, at: Cursor): Cursor {
    const id = `${parent}/${block.name}`;
    if (headWeightOf(block) !== null) return this.addHead(id, parent, block, at);
    return this.addGroup({ id, kind: "block", parent, block }, at, (start) => {
      const ends = block.paths.map((stages, index) =>
        this.addRow({ id: `${id}/path${index + 1}`, kind: "path", parent: id }, stages, start),
      );
      return this.addJoin(block, id, start, ends);
    });
  }

  /** What follows reads what the block reads: its branch ends beside the trunk. */
  private addHead(id: NodeId, parent: NodeId, block: BlockSpec, at: Cursor): Cursor {
    return this.addGroup({ id, kind: "block", parent, block }, at, (start) => {
      const [shortcut, branch] = block.paths;
      if (block.paths.length !== 2 || shortcut?.length !== 0 || branch === undefined) {
        throw new RangeError(`${id} has no shortcut beside a branch.`);
      }
      this.addRow({ id: `${id}/path1`, kind: "path", parent: id }, shortcut, start);
      const place = this.nodes.length;
      const path = { id: `${id}/path2`, kind: "path", parent: id } as const;
      const { shape } = this.addRow(path, branch, start);
      if (shape.join() !== String(this.classes)) {
        throw new RangeError(`${id} does not end in the scores of ${this.classes} classes.`);
      }
      const added = this.nodes.splice(place);
      this.nodes.push(...added.map((node) => ({ ...node, isTrainingOnly: true as const })));
      this.addJoin(block, id, start, [start]);
      return start;
    });
  }

  /** A group whose stages stand one after another. */
  private addRow(group: Group, stages: readonly StageSpec[], start: Cursor): Cursor {
    return this.addGroup(group, start, (first) =>
      stages.reduce((last, stage) => this.addStage(group.id, stage, last), first),
    );
  }

  private addJoin(
    block: BlockSpec,
    parent: NodeId,
    start: Cursor,
    ends: readonly Cursor[],
  ): Cursor {
    const addition = additionOf(block);
    const [kind, shape] =
      addition === null
        ? (["concat", stacked(ends, start)] as const)
        : (["add", (ends[0] ?? start).shape] as const);
    const cursor = { id: `${parent}/${kind}`, shape, field: unite(ends.map((end) => end.field)) };
    this.nodes.push({
      id: cursor.id,
      kind,
      ...(addition === null ? {} : { addition }),
      parent,
      inputs: ends.map((end) => end.id),
      inputShape: shape,
      outputShape: shape,
      parameters: 0,
      multiplyAdds: 0,
      receptiveField: cursor.field,
      parameterSpecs: [],
    });
    return cursor;
  }

  private addLayer(parent: NodeId, layer: LayerSpec, at: Cursor): Cursor {
    const rule = ruleOf(layer);
    const shape = rule.outputShape(layer, at.shape);
    const parameterSpecs = rule.parameters(layer, at.shape);
    const cursor = {
      id: `${parent}/${layer.name}`,
      shape,
      field: rule.receptiveField(layer, at.field, at.shape),
    };
    this.nodes.push({
      id: cursor.id,
      kind: layer.kind,
      parent,
      inputs: [at.id],
      inputShape: at.shape,
      outputShape: shape,
      parameters: sum(parameterSpecs.map((parameter) => elementCount(parameter.shape))),
      multiplyAdds: rule.multiplyAdds(layer, at.shape, shape),
      receptiveField: cursor.field,
      layer,
      parameterSpecs,
    });
    return cursor;
  }

  /** Adds what `fill` adds under a group that sums its members up and ends where they end. */
  private addGroup(group: Group, start: Cursor, fill: (start: Cursor) => Cursor): Cursor {
    const place = this.nodes.length;
    const end = fill(start);
    const layers = this.nodes.slice(place).filter((node) => node.layer !== undefined);
    this.nodes.splice(place, 0, {
      ...group,
      inputs: [start.id],
      inputShape: start.shape,
      outputShape: end.shape,
      parameters: sum(layers.map((node) => node.parameters)),
      multiplyAdds: sum(layers.map((node) => node.multiplyAdds)),
      receptiveField: end.field,
      parameterSpecs: [],
    });
    return end;
  }
}

/** The channels of all, on the grid of the first. */
function stacked(ends: readonly Cursor[], start: Cursor): Shape {
  return [sum(ends.map((end) => end.shape[0] ?? 0)), ...(ends[0] ?? start).shape.slice(1)];
}

/** What becomes one must have one grid, and to be added as many channels. */
function requireAgreement(
  { id, kind, inputs }: NetworkNode,
  byId: ReadonlyMap<NodeId, NetworkNode>,
): void {
  const shapes = inputs.map((input) => byId.get(input)?.outputShape ?? []);
  const compared = shapes.map((shape) => shape.slice(kind === "add" ? 0 : 1).join("x"));
  if (new Set(compared).size < 2) return;
  const texts = shapes.map((shape) => shape.join("x")).join(", ");
  throw new RangeError(`The paths that meet at ${id} have shapes that do not fit: ${texts}.`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
