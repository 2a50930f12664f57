/** One channel of a node's output for one image. */
export interface FeatureMap {
  /** From 0. */
  readonly channel: number;
  /** Of its absolute values: how strongly it answers. */
  readonly mean: number;
  readonly largest: number;
}

/** Maps of one node for one image, [height, width, channels]. */
export interface FeatureMaps {
  readonly height: number;
  readonly width: number;
  /** The strongest first. */
  readonly maps: readonly FeatureMap[];
  readonly values: Float32Array;
}

/** The maps of an output, [channels, height, width] or [features], whose values are those of one image. */
export function featureMapsOf(shape: readonly number[], values: Float32Array): FeatureMaps {
  const [channels = 1, height = 1, width = 1] = shape;
  const sums = new Float64Array(channels);
  const largest = new Float64Array(channels);
  values.forEach((value, place) => {
    const channel = place % channels;
    sums[channel] = (sums[channel] ?? 0) + Math.abs(value);
    largest[channel] = Math.max(largest[channel] ?? 0, Math.abs(value));
  });
  const maps = Array.from(sums, (sum, channel) => ({
    channel,
    mean: sum / (height * width),
    largest: largest[channel] ?? 0,
  }));
  return { height, width, maps: maps.toSorted((a, b) => b.mean - a.mean), values };
}

/**
 * A map as gray pixels, enlarged by a whole factor: from black for 0 to white for `most`; where there are
 * negative numbers, from black for −`most` over gray for 0.
 */
export function mapPixels(
  { height, width, maps, values }: FeatureMaps,
  channel: number,
  {
    most,
    isSigned,
    factor,
  }: { readonly most: number; readonly isSigned: boolean; readonly factor: number },
): Uint8Array {
  const across = width * factor;
  return Uint8Array.from({ length: height * factor * across }, (_, pixel) => {
    const y = Math.floor(pixel / across / factor);
    const x = Math.floor((pixel % across) / factor);
    const value = (values[(y * width + x) * maps.length + channel] ?? 0) / (most === 0 ? 1 : most);
    return Math.round(255 * (isSigned ? (value + 1) / 2 : value));
  });
}
