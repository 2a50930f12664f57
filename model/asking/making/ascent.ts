import { Random } from "../../training/random.js";
import { rolled, softened, type Sides } from "./pixels.js";

/** What an image is to a channel. */
export interface Look {
  /** How much it excites it. */
  readonly value: number;
  /** Which change of each of its numbers, from 0 to 1, would excite it more. */
  readonly slope: Float32Array;
}

/** An image on its way. */
export interface Made {
  /** [height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
  /** How much it excites the channel, and how much what it began with did. */
  readonly value: number;
  readonly start: number;
  /** Steps that were taken for it. */
  readonly taken: number;
}

export interface Ascent {
  readonly sides: Sides;
  /** The same seed gives the same image. */
  readonly seed: number;
  readonly look: (pixels: Uint8Array) => Promise<Look>;
  /** Told of it after each step. */
  readonly see: (made: Made) => void;
}

/** As many as change what one sees. */
export const ascentSteps = 120;
/** The last of them look at the image where it is, since it is the one that is shown. */
const restingSteps = 20;
/** What a number changes by in a step at first, and at the end. */
const [firstRate, lastRate] = [0.06, 0.02];
/** It moves by so much of its longer side at most. */
const jitter = 1 / 24;
/** So much of it is blurred in the first step, and nothing in the last. */
const firstBlur = 0.3;
/** Around the middle gray. */
const noise = 0.1;

/**
 * Makes an image that excites a channel, from noise, by following its gradient. What keeps it from becoming mere
 * noise that fools the network is what Olah et al. use ("Feature Visualization", Distill 2017): it is looked at
 * moved a little each time, it is blurred less and less, and its numbers stay those of an image.
 */
export async function ascend({ sides, seed, look, see }: Ascent): Promise<Made> {
  const random = new Random(seed, "making");
  const { height, width, channels } = sides;
  const noisy = (): number => random.between(-noise, noise);
  let image: Float32Array = Float32Array.from(
    { length: height * width * channels },
    () => 0.5 + noisy(),
  );
  const { value: start } = await look(bytesOf(image));
  let best: Made = { pixels: bytesOf(image), value: start, start, taken: 0 };
  const most = Math.max(1, Math.round(Math.max(height, width) * jitter));
  for (let step = 0; step < ascentSteps; step++) {
    const isResting = step >= ascentSteps - restingSteps;
    const left = 1 - step / ascentSteps;
    const move = (): number => (isResting ? 0 : random.below(2 * most + 1) - most);
    const moved = [move(), move()] as const;
    const pixels = bytesOf(rolled(image, sides, moved));
    const { value, slope } = await look(pixels);
    const made = { pixels: bytesOf(image), value, start, taken: step };
    if (isResting && value > best.value) best = made;
    see(isResting ? best : made);
    const way = rolled(slope, sides, [-moved[0], -moved[1]]);
    const steepness = Math.sqrt(way.reduce((sum, each) => sum + each * each, 0) / way.length);
    const rate = lastRate + (firstRate - lastRate) * left;
    const next = image.map((each, at) => {
      // Where nothing leads on, as for a channel that is silent, another image is tried.
      const change = steepness === 0 ? noisy() : (rate * (way[at] ?? 0)) / steepness;
      return Math.min(1, Math.max(0, each + change));
    });
    image = softened(next, sides, firstBlur * left);
  }
  const pixels = bytesOf(image);
  const { value } = await look(pixels);
  const last = { pixels, value, start, taken: ascentSteps };
  return value >= best.value ? last : { ...best, taken: ascentSteps };
}

function bytesOf(image: Float32Array): Uint8Array {
  return Uint8Array.from(image, (each) => Math.round(255 * each));
}
