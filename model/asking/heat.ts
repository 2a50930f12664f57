/** How much each place of a picture matters, as bytes on a scale of its own. */
export interface Heat {
  readonly height: number;
  readonly width: number;
  /** The value that 255 stands for; 0 where nothing matters. */
  readonly largest: number;
  readonly pixels: Uint8Array;
}

/** Maps of one image, [height, width, channels]. */
export interface Maps {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** How steeply a score rises or falls with each pixel: of its channels the steepest (Simonyan et al. 2014, section 3.1). */
export function steepnessOf({ height, width, channels, values }: Maps): Heat {
  const steepness = new Float64Array(height * width);
  values.forEach((slope, place) => {
    const pixel = Math.floor(place / channels);
    steepness[pixel] = Math.max(steepness[pixel] ?? 0, Math.abs(slope));
  });
  return heatOf(height, width, steepness);
}

/**
 * Where maps speak for a class: their sum, each weighed by the mean of the score's gradient over it, as far as
 * that is above 0 (Selvaraju et al. 2017, section 3).
 */
export function gradCam({ height, width, channels, values }: Maps, slopes: Float32Array): Heat {
  const weights = new Float64Array(channels);
  slopes.forEach((slope, place) => {
    const channel = place % channels;
    weights[channel] = (weights[channel] ?? 0) + slope / (height * width);
  });
  const sums = new Float64Array(height * width);
  values.forEach((value, place) => {
    const pixel = Math.floor(place / channels);
    sums[pixel] = (sums[pixel] ?? 0) + (weights[place % channels] ?? 0) * value;
  });
  return heatOf(
    height,
    width,
    sums.map((sum) => Math.max(0, sum)),
  );
}

function heatOf(height: number, width: number, values: Float64Array): Heat {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const pixels = Uint8Array.from(values, (value) =>
    largest === 0 ? 0 : Math.round((255 * value) / largest),
  );
  return { height, width, largest, pixels };
}
