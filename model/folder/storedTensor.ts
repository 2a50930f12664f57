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
  const channels = shape.at(-1) ?? 1;
  const steps = new Float32Array(channels);
  values.forEach((value, index) => {
    const channel = index % channels;
    steps[channel] = Math.max(steps[channel] ?? 0, Math.abs(value));
  });
  steps.forEach((most, channel) => {
    steps[channel] = most / largest;
  });
  const multiples = Int8Array.from(values, (value, index) => {
    const step = steps[index % channels] ?? 0;
    return step === 0 ? 0 : Math.max(-largest, Math.min(largest, Math.round(value / step)));
  });
  return { shape, multiples, steps };
}

export function restored({ shape, multiples, steps }: RoundedTensor): StoredTensor {
  const channels = steps.length;
  const values = Float32Array.from(
    multiples,
    (multiple, index) => multiple * (steps[index % channels] ?? NaN),
  );
  return { shape, values };
}
