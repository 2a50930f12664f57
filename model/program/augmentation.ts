import { hash } from "./dropoutMask.js";

/** What of a picture a step may change, as lengths in its own pixels, before it is resized. */
export interface Augmentation {
  /** Whether half of the pictures are mirrored. */
  readonly flips: boolean;
  /** The farthest that a picture is moved down or up, and across; what comes in is 0. */
  readonly reach: readonly [down: number, across: number];
  /** The largest hole that half of the pictures get; nothing where it has no height. */
  readonly hole: readonly [height: number, width: number];
}

/** Each kind of change, by what it makes of a picture of a size. */
const kinds = {
  flip: () => ({ flips: true }),
  /** As a crop of a picture with so much padding: 2 of the 28 pixels of Fashion-MNIST, 3 of CIFAR's 32. */
  shift: ([height, width]) => ({ reach: [shareOf(height, 12), shareOf(width, 12)] }),
  /** Random erasing (Zhong et al. 2020) with sides from an eighth to a half, so 2 to 25 % of the area; one gray fills it. */
  erase: ([height, width]) => ({ hole: [shareOf(height, 2), shareOf(width, 2)] }),
} as const satisfies Readonly<
  Record<string, (size: readonly [number, number]) => Partial<Augmentation>>
>;

export type AugmentationKind = keyof typeof kinds;

/** What these kinds make of pictures of a size; null for none. */
export function augmentationOf(
  chosen: readonly AugmentationKind[],
  { height, width }: { readonly height: number; readonly width: number },
): Augmentation | null {
  if (chosen.length === 0) return null;
  const none: Augmentation = { flips: false, reach: [0, 0], hole: [0, 0] };
  return chosen.reduce<Augmentation>(
    (all, kind) => ({ ...all, ...kinds[kind]([height, width]) }),
    none,
  );
}

function shareOf(length: number, parts: number): number {
  return Math.max(1, Math.round(length / parts));
}

/**
 * The draws of a picture, in their order. Each is a hash of the step, the run's seed and the picture's place
 * in its batch, as those of dropout are: the same on every engine, and again in a run that goes on.
 */
export const draws = {
  ...{ flip: 0, down: 1, across: 2, erase: 3 },
  ...{ height: 4, width: 5, top: 6, left: 7, gray: 8 },
} as const;
/** Of each picture, with room for more. */
export const drawsPerPicture = 16;

/** How many sides a hole may have, of which the largest is given: from a quarter of that on. */
export function leastSide(largest: number): number {
  return Math.max(1, Math.floor(largest / 4));
}

/** What happens to one picture of a batch. */
export interface Change {
  readonly isFlipped: boolean;
  readonly down: number;
  readonly across: number;
  /** Null where it has none. */
  readonly hole: {
    readonly top: number;
    readonly left: number;
    readonly height: number;
    readonly width: number;
    /** 0 to 255. */
    readonly gray: number;
  } | null;
}

export function changeOf(
  { flips, reach, hole, key }: Augmentation & { readonly key: number },
  step: number,
  place: number,
  [height, width]: readonly [height: number, width: number],
): Change {
  const base = hash(key ^ hash(step));
  /** From 0 to below `count`, which is at most 2¹⁵. */
  const draw = (name: keyof typeof draws, count: number): number =>
    ((hash((place * drawsPerPicture + draws[name]) ^ base) >>> 16) * count) >>> 16;
  const side = (name: "height" | "width", largest: number): number =>
    leastSide(largest) + draw(name, largest - leastSide(largest) + 1);
  const isErased = hole[0] > 0 && draw("erase", 2) === 1;
  const [holeHeight, holeWidth] = [side("height", hole[0]), side("width", hole[1])];
  return {
    isFlipped: flips && draw("flip", 2) === 1,
    down: draw("down", 2 * reach[0] + 1) - reach[0],
    across: draw("across", 2 * reach[1] + 1) - reach[1],
    hole: isErased
      ? {
          ...{ height: holeHeight, width: holeWidth, gray: draw("gray", 256) },
          top: draw("top", height - holeHeight + 1),
          left: draw("left", width - holeWidth + 1),
        }
      : null,
  };
}

/** Where a pixel of a changed picture comes from: a pixel of the picture, a gray of its hole, or nowhere. */
export type Origin = { readonly y: number; readonly x: number } | { readonly gray: number } | null;

export function originOf(
  { isFlipped, down, across, hole }: Change,
  [y, x]: readonly [y: number, x: number],
  [height, width]: readonly [height: number, width: number],
): Origin {
  if (hole !== null) {
    const isInside = (at: number, begin: number, length: number): boolean =>
      at >= begin && at < begin + length;
    if (isInside(y, hole.top, hole.height) && isInside(x, hole.left, hole.width)) {
      return { gray: hole.gray };
    }
  }
  const row = y - down;
  const column = isFlipped ? width - 1 - (x - across) : x - across;
  if (row < 0 || row >= height || column < 0 || column >= width) return null;
  return { y: row, x: column };
}
