import type { Rgb } from "../../marks/bitmap.js";

/** The levels 0 to 254 are −reach to +reach, with 0 in the middle; one more is for what is no number. */
const middleLevel = 127;
export const notFiniteLevel = 255;

/** The level of a weight on a scale that is symmetric about 0. */
export function levelOf(value: number, reach: number): number {
  if (!Number.isFinite(value)) return notFiniteLevel;
  const share = reach > 0 ? Math.min(1, Math.max(-1, value / reach)) : 0;
  return Math.round(middleLevel * (1 + share));
}

export interface WeightColors {
  readonly negative: Rgb;
  readonly zero: Rgb;
  readonly positive: Rgb;
  readonly notFinite: Rgb;
}

export function weightPalette({
  negative,
  zero,
  positive,
  notFinite,
}: WeightColors): readonly Rgb[] {
  return Array.from({ length: notFiniteLevel + 1 }, (_, level) => {
    if (level === notFiniteLevel) return notFinite;
    const share = (level - middleLevel) / middleLevel;
    return mix(zero, share < 0 ? negative : positive, Math.abs(share));
  });
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2): number =>
    Math.round(from[index] + (to[index] - from[index]) * share);
  return [channel(0), channel(1), channel(2)];
}
