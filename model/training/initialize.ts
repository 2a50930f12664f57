import { elementCount } from "../network/layers.js";
import type { StateTensor, TrainingState } from "../program/state.js";
import { Random } from "./random.js";

/** The state before the first step. Each tensor has a stream of its own. */
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
  if (initializer === "zeros" || initializer === "ones") {
    return values.fill(initializer === "ones" ? 1 : 0);
  }
  const bound = bounds[initializer](fans(shape));
  const random = new Random(seed, "initialization", number);
  // Not by `map`, which makes an object of each number: a network has millions.
  for (let index = 0; index < values.length; index++) values[index] = random.between(-bound, bound);
  return values;
}

interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

type Drawn = Exclude<StateTensor["initializer"], "zeros" | "ones">;

/** Weights are drawn evenly from between minus this and this. */
const bounds: { readonly [I in Drawn]: (fans: Fans) => number } = {
  /** Glorot and Bengio 2010. */
  xavierUniform: ({ fanIn, fanOut }) => Math.sqrt(6 / (fanIn + fanOut)),
  /** He et al. 2015, for what a ReLU follows. */
  heUniform: ({ fanIn }) => Math.sqrt(6 / fanIn),
  /** LeCun et al. 1998, for what none follows. */
  lecunUniform: ({ fanIn }) => Math.sqrt(3 / fanIn),
};

/** The inputs and outputs of one unit: window area times channels for a convolution (HWIO). */
function fans(shape: readonly number[]): Fans {
  const area = elementCount(shape.slice(0, -2));
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  return { fanIn: area * inputs, fanOut: area * outputs };
}
