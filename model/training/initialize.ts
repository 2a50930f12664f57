import { elementCount } from "../network/layers.js";
import type { StateTensor, TrainingState } from "../program/state.js";
import { Random } from "./random.js";

/**
 * The state before the first step: weights are Xavier uniform (Glorot and Bengio 2010:
 * ±√(6 / (fan in + fan out))). Each tensor has a stream of its own.
 */
export function initialState(declared: readonly StateTensor[], seed: number): TrainingState {
  const tensors = declared.map(
    (tensor, number) => [tensor.id, initialize(tensor, seed, number)] as const,
  );
  return { tensors: new Map(tensors), lossScale: null };
}

function initialize(
  { shape, initializer }: StateTensor,
  seed: number,
  number: number,
): Float32Array {
  const values = new Float32Array(elementCount(shape));
  if (initializer !== "xavierUniform") return values.fill(initializer === "ones" ? 1 : 0);
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
