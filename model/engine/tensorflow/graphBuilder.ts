import { rankOf, type Value, type ValueId } from "../../program/operations.js";
import { attribute, dtype, type Attribute, type DType, type NodeDef } from "./graphDef.js";

/** An output of a node, such as `b1/pool:0`. */
export type TensorName = string;

interface Tensor {
  readonly name: TensorName;
  readonly type: DType;
}

export interface NodeOptions {
  readonly inputs?: readonly TensorName[];
  /** Nodes that must have run before. */
  readonly after?: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** Writes the nodes of a graph and remembers which tensor holds which value of the program. */
export class GraphBuilder {
  readonly nodes: NodeDef[] = [];
  private readonly tensors = new Map<ValueId, Tensor>();
  private readonly casts = new Map<string, TensorName>();
  private readonly parts = new Set<ValueId>();
  private readonly cuts = new Map<string, TensorName>();
  private readonly constants = new Map<string, TensorName>();
  private prefix = "";

  /** `compute` is the type of feature maps and their gradients. */
  constructor(readonly compute: DType) {}

  /** Names what `write` adds apart from all else, so that one program can be written twice. */
  within(prefix: string, write: () => void): void {
    this.prefix = prefix;
    write();
    this.prefix = "";
  }

  /** Adds a node and returns its first output. */
  node(
    op: string,
    name: string,
    { inputs = [], after = [], attributes = {} }: NodeOptions,
  ): TensorName {
    const input = [...inputs, ...after.map((node) => `^${node}`)];
    this.nodes.push({ name: this.prefix + name, op, input, attr: attributes });
    return `${this.prefix}${name}:0`;
  }

  placeholder(name: string, type: DType): TensorName {
    const attributes = { dtype: attribute.type(type) };
    return this.node("Placeholder", name, { attributes });
  }

  integers(values: readonly number[]): TensorName {
    return this.constant(dtype.int32, [values.length], new Int32Array(values));
  }

  integer(value: number): TensorName {
    return this.constant(dtype.int32, [], new Int32Array([value]));
  }

  /** A matrix of two columns. */
  pairs(rows: readonly (readonly [number, number])[]): TensorName {
    return this.constant(dtype.int32, [rows.length, 2], new Int32Array(rows.flat()));
  }

  float(value: number): TensorName {
    return this.constant(dtype.float32, [], new Float32Array([value]));
  }

  floats(values: readonly number[]): TensorName {
    return this.constant(dtype.float32, [values.length], new Float32Array(values));
  }

  /** Says that `tensor` is the program's value `id`, in the part that is being written. */
  bind(id: ValueId, name: TensorName, type: DType): void {
    this.tensors.set(this.prefix + id, { name, type });
  }

  /** The same of all outputs of one node, in their order. */
  bindParts(ids: readonly ValueId[], first: TensorName, type: DType): void {
    ids.forEach((id, index) => {
      this.bind(id, `${nodeOf(first)}:${index}`, type);
      this.parts.add(this.prefix + id);
    });
  }

  /** Whether the node that holds a value holds others too. */
  isPart(id: ValueId): boolean {
    return this.parts.has(this.prefix + id);
  }

  /**
   * What `write` adds reads these values through nodes that wait for `after`. Unlike an Identity, such
   * a node is not taken away by the library's optimizer.
   */
  delaying(values: readonly Value[], after: readonly TensorName[], write: () => void): void {
    const direct = values.map(({ id }) => this.tensorOf(id));
    values.forEach((value, index) => {
      const { type } = direct[index] ?? { type: this.compute };
      this.bind(value.id, this.pass(value, after), type);
    });
    write();
    values.forEach(({ id }, index) => {
      const tensor = direct[index];
      if (tensor !== undefined) this.bind(id, tensor.name, tensor.type);
    });
  }

  /** A node that passes a value on. */
  pass(value: Value, after: readonly TensorName[] = []): TensorName {
    const { name, type } = this.tensorOf(value.id);
    const shape = attribute.shape(Array<number>(rankOf(value)).fill(-1));
    return this.node("EnsureShape", `pass/${this.nodes.length}`, {
      inputs: [name],
      after: after.map(nodeOf),
      attributes: { T: attribute.type(type), shape },
    });
  }

  /** The tensor of a value, cast where it is held in another type. */
  read(id: ValueId, type: DType): TensorName {
    const tensor = this.tensorOf(id);
    return tensor.type === type ? tensor.name : this.cast(tensor, type);
  }

  /** What of a tensor begins at these places; cut once, however many read it. */
  from(tensor: TensorName, places: readonly number[], type: DType): TensorName {
    const key = `${tensor}[${places.join()}]`;
    const known = this.cuts.get(key);
    if (known !== undefined) return known;
    const cut = this.node("Slice", `cut/${this.nodes.length}`, {
      inputs: [tensor, this.integers(places), this.integers(places.map(() => -1))],
      attributes: { T: attribute.type(type), Index: attribute.type(dtype.int32) },
    });
    this.cuts.set(key, cut);
    return cut;
  }

  /** The tensor of a value in whatever type it is held, for its shape alone. */
  shapeOf(id: ValueId): TensorName {
    const tensor = this.tensorOf(id);
    const attributes = { T: attribute.type(tensor.type), out_type: attribute.type(dtype.int32) };
    return this.node("Shape", `shape/${this.nodes.length}`, { inputs: [tensor.name], attributes });
  }

  private tensorOf(id: ValueId): Tensor {
    const tensor = this.tensors.get(this.prefix + id) ?? this.tensors.get(id);
    if (tensor === undefined) throw new Error(`No tensor holds ${this.prefix}${id}.`);
    return tensor;
  }

  private cast(tensor: Tensor, type: DType): TensorName {
    const key = `${tensor.name}>${type}`;
    const known = this.casts.get(key);
    if (known !== undefined) return known;
    const attributes = { SrcT: attribute.type(tensor.type), DstT: attribute.type(type) };
    const name = `cast/${this.nodes.length}`;
    const cast = this.node("Cast", name, { inputs: [tensor.name], attributes });
    this.casts.set(key, cast);
    return cast;
  }

  private constant(
    type: DType,
    shape: readonly number[],
    values: Int32Array | Float32Array,
  ): TensorName {
    const key = `${type}[${shape.join()}]${values.join()}`;
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const attributes = {
      dtype: attribute.type(type),
      value: attribute.tensor(type, shape, content),
    };
    const tensor = this.node("Const", `constant/${this.nodes.length}`, { attributes });
    this.constants.set(key, tensor);
    return tensor;
  }
}

/** The node whose output a tensor is. */
export function nodeOf(tensor: TensorName): string {
  return tensor.replace(/:\d+$/, "");
}
