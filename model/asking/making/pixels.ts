/** The sides of an image. */
export interface Sides {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The image moved along its axes; what leaves it at one side comes in at the other. */
export function rolled(
  pixels: Float32Array,
  { height, width, channels }: Sides,
  [down, along]: readonly [number, number],
): Float32Array {
  const moved = new Float32Array(pixels.length);
  for (let row = 0; row < height; row++) {
    const to = (((row + down) % height) + height) % height;
    for (let column = 0; column < width; column++) {
      const at = (((column + along) % width) + width) % width;
      const from = (row * width + column) * channels;
      moved.set(pixels.subarray(from, from + channels), (to * width + at) * channels);
    }
  }
  return moved;
}

/** Of a pixel and its neighbors at both sides; the three of both axes together are a blur of about a pixel. */
const weights = [0.25, 0.5, 0.25] as const;

/** The image mixed with its blurred self: 0 leaves it as it is. At the border its last pixel goes on. */
export function softened(pixels: Float32Array, sides: Sides, share: number): Float32Array {
  const { height, width, channels } = sides;
  const across = blurred(pixels, {
    lines: height,
    length: width,
    step: channels,
    apart: width * channels,
    channels,
  });
  const both = blurred(across, {
    lines: width,
    length: height,
    step: width * channels,
    apart: channels,
    channels,
  });
  return pixels.map((value, at) => value + share * ((both[at] ?? 0) - value));
}

interface Lines {
  readonly lines: number;
  readonly length: number;
  /** From a pixel to the next of a line, and from a line to the next. */
  readonly step: number;
  readonly apart: number;
  readonly channels: number;
}

function blurred(
  pixels: Float32Array,
  { lines, length, step, apart, channels }: Lines,
): Float32Array {
  const soft = new Float32Array(pixels.length);
  for (let line = 0; line < lines; line++) {
    for (let place = 0; place < length; place++) {
      for (let channel = 0; channel < channels; channel++) {
        const start = line * apart + channel;
        const at = (other: number): number =>
          pixels[start + Math.min(Math.max(other, 0), length - 1) * step] ?? 0;
        soft[start + place * step] =
          weights[0] * at(place - 1) + weights[1] * at(place) + weights[2] * at(place + 1);
      }
    }
  }
  return soft;
}
