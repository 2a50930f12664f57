import type { OperationKind, OperationOf, Value, ValueId } from "../../program/operations.js";
import type { GraphBuilder, TensorName } from "./graphBuilder.js";
import { attribute, dtype, type Attribute, type DType } from "./graphDef.js";

/** What the emitters need to know besides the operation. */
export interface Emission {
  readonly graph: GraphBuilder;
  readonly valueOf: (id: ValueId) => Value;
  /** The handle of the resource variable that holds a tensor of the state or a table of the data set. */
  readonly handleOf: (id: string) => TensorName;
  /** Whether weight gradients of small windows are computed as matrix products. */
  readonly prefersProducts: boolean;
  /** Whether feature maps are measured in the type that they are computed in. */
  readonly measuresInCompute: boolean;
  /** A float32 tensor in place of which another stands in a step whose gradients are not all finite, so that it updates nothing. */
  readonly whenFinite: (value: TensorName, otherwise: TensorName) => TensorName;
  /** The table of the data set that is read: training or test. */
  readonly tables: Readonly<Record<"images" | "labels", string>>;
}

export type Emitter<K extends OperationKind> = (
  operation: OperationOf<K>,
  emission: Emission,
) => void;

export const channelsLast = { data_format: attribute.string("NHWC") };

interface NewNode {
  readonly op: string;
  readonly type: DType;
  readonly inputs: readonly TensorName[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** Adds a node named after its output, and binds that. */
export function write(
  { graph }: Emission,
  output: ValueId,
  { op, type, inputs, attributes = {} }: NewNode,
): void {
  const typed = { T: attribute.type(type), ...attributes };
  graph.bind(output, graph.node(op, output, { inputs, attributes: typed }), type);
}

interface NewComputeNode {
  readonly op: string;
  readonly reads: readonly ValueId[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** Reads in the compute type, and writes in it. */
export function writeInCompute(
  emission: Emission,
  output: ValueId,
  { op, reads, attributes = {} }: NewComputeNode,
): void {
  const { graph } = emission;
  const inputs = reads.map((id) => graph.read(id, graph.compute));
  write(emission, output, { op, type: graph.compute, inputs, attributes });
}

export const f32 = dtype.float32;
export const float = { T: attribute.type(f32) };
export const indexed = { Tidx: attribute.type(dtype.int32), keep_dims: attribute.boolean(false) };

/** The mean of a float32 tensor over all its dimensions. */
export function meanOfAll(
  graph: GraphBuilder,
  name: string,
  input: TensorName,
  rank: number,
): TensorName {
  const axes = graph.integers(Array.from({ length: rank }, (_, axis) => axis));
  return graph.node("Mean", name, { inputs: [input, axes], attributes: { ...float, ...indexed } });
}

/** Emitters of some kinds of operation. */
export type Emitters = { readonly [K in OperationKind]?: Emitter<K> };
