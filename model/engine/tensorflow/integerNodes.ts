import type { GraphBuilder, TensorName } from "./graphBuilder.js";
import { attribute, dtype, type DType } from "./graphDef.js";

const int32 = { T: attribute.type(dtype.int32) };

/** Arithmetic on whole numbers and masks in a graph, in nodes that are numbered under one name. */
export class IntegerNodes {
  private count = 0;

  constructor(
    readonly graph: GraphBuilder,
    private readonly prefix: string,
  ) {}

  name(part: string): string {
    return `${this.prefix}/${part}/${this.count++}`;
  }

  add(a: TensorName, b: TensorName): TensorName {
    return this.binary("AddV2", a, b);
  }

  subtract(a: TensorName, b: TensorName): TensorName {
    return this.binary("Sub", a, b);
  }

  multiply(a: TensorName, b: TensorName): TensorName {
    return this.binary("Mul", a, b);
  }

  /** Of numbers that are not negative. */
  quotient(a: TensorName, b: TensorName): TensorName {
    return this.binary("FloorDiv", a, b);
  }

  /** float32 1 where `low` ≤ a ≤ `high`, else 0. */
  within(a: TensorName, low: TensorName, high: TensorName): TensorName {
    return this.equal(this.clamp(a, low, high), a);
  }

  clamp(a: TensorName, low: TensorName, high: TensorName): TensorName {
    return this.binary("Minimum", this.binary("Maximum", a, low), high);
  }

  /** float32 1 where they are equal, else 0. */
  equal(a: TensorName, b: TensorName): TensorName {
    const equal = this.graph.node("Equal", this.name("equal"), {
      inputs: [a, b],
      attributes: int32,
    });
    return this.cast(equal, dtype.bool, dtype.float32);
  }

  cast(a: TensorName, from: DType, to: DType): TensorName {
    return this.graph.node("Cast", this.name("cast"), {
      inputs: [a],
      attributes: { SrcT: attribute.type(from), DstT: attribute.type(to) },
    });
  }

  /** 0 to below `count`. */
  range(count: TensorName): TensorName {
    return this.graph.node("Range", this.name("range"), {
      inputs: [this.graph.integer(0), count, this.graph.integer(1)],
      attributes: { Tidx: attribute.type(dtype.int32) },
    });
  }

  reshape(a: TensorName, shape: readonly number[], type: DType = dtype.int32): TensorName {
    return this.graph.node("Reshape", this.name("reshape"), {
      inputs: [a, this.graph.integers(shape)],
      attributes: { T: attribute.type(type), Tshape: attribute.type(dtype.int32) },
    });
  }

  private binary(op: string, a: TensorName, b: TensorName): TensorName {
    return this.graph.node(op, this.name(op), { inputs: [a, b], attributes: int32 });
  }
}
