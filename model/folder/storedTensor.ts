/** A tensor to store or as stored; float32, row-major. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A tensor in 8 bits a number: in each channel, the last axis, whole multiples of a step of its own. */
export interface RoundedTensor {
  readonly shape: readonly number[];
  readonly multiples: Int8Array;
  /** One a channel. */
  readonly steps: Float32Array;
}

const largest = 127;

/**
 * The nearest multiples, as far to one side of zero as to the other, so that zero stays zero (Nagel et al. 2021,
 * A White Paper on Neural Network Quantization, 2.3, "per-channel, symmetric"). A number is off by half a step of
 * its channel at most.
 */
export function rounded({ shape, values }: StoredTensor): RoundedTensor {
  const steps = stepsFor(values, shape.at(-1) ?? 1);
  const multiples = new Int8Array(values.length);
  for (let row = 0; row < values.length; row += steps.length) {
    for (let channel = 0; channel < steps.length; channel++) {
      const step = steps[channel] ?? 0;
      const multiple = step === 0 ? 0 : Math.round((values[row + channel] ?? 0) / step);
      multiples[row + channel] = Math.max(-largest, Math.min(largest, multiple));
    }
  }
  return { shape, multiples, steps };
}

/** By rows, since a run at work does so with millions: a remainder for each number takes five times as long. */
function stepsFor(values: Float32Array, channels: number): Float32Array {
  const steps = new Float32Array(channels);
  for (let row = 0; row < values.length; row += channels) {
    for (let channel = 0; channel < channels; channel++) {
      const size = Math.abs(values[row + channel] ?? 0);
      if (size > (steps[channel] ?? 0)) steps[channel] = size;
    }
  }
  return steps.map((most) => most / largest);
}

/** Of a tensor what is written of it in 8 bits a number: vectors, which are few, stay as they are. */
export function inEightBits(tensor: StoredTensor): StoredTensor | RoundedTensor {
  return tensor.shape.length > 1 ? rounded(tensor) : tensor;
}

export function restored({ shape, multiples, steps }: RoundedTensor): StoredTensor {
  const channels = steps.length;
  const values = Float32Array.from(
    multiples,
    (multiple, index) => multiple * (steps[index % channels] ?? NaN),
  );
  return { shape, values };
}
