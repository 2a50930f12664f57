import { elementCount } from "../network/layers.js";
import type { ValueId } from "../program/operations.js";
import type { Parameter } from "../program/program.js";
import { Random } from "./random.js";

/**
 * Xavier uniform weights (Glorot and Bengio 2010: ±√(6 / (fan in + fan out))) and zero biases.
 * Each tensor has a stream of its own.
 */
export function initializeParameters(
  parameters: readonly Parameter[],
  seed: number,
): ReadonlyMap<ValueId, Float32Array> {
  return new Map(
    parameters.map((parameter, number) => [parameter.id, initialize(parameter, seed, number)]),
  );
}

function initialize({ shape, initializer }: Parameter, seed: number, number: number): Float32Array {
  const values = new Float32Array(elementCount(shape));
  if (initializer === "zeros") return values;
  const { fanIn, fanOut } = fans(shape);
  const bound = Math.sqrt(6 / (fanIn + fanOut));
  const random = new Random(seed, "initialization", number);
  return values.map(() => random.between(-bound, bound));
}

/** The inputs and outputs of one unit: window area times channels for a convolution (HWIO). */
function fans(shape: readonly number[]): { readonly fanIn: number; readonly fanOut: number } {
  const area = elementCount(shape.slice(0, -2));
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  return { fanIn: area * inputs, fanOut: area * outputs };
}
