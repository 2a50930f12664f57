import { decimalIn } from "./decimal.js";

/** What stands between height and width, where they are typed. */
export const betweenSides = /[x×]/iu;

/** A size of images and the share of something that has it. */
export interface SizeShare {
  readonly size: [height: number, width: number];
  readonly share: number;
}

/** `32:0.5,48x40:0.3`, as it is typed. */
export function sizeSharesText(shares: readonly SizeShare[]): string {
  return shares
    .map(({ size: [height, width], share }) => {
      const size = height === width ? String(height) : `${height}x${width}`;
      return `${size}:${share}`;
    })
    .join(",");
}

/** The inverse, unchecked: what is no number is NaN. */
export function readSizeShares(text: string): readonly SizeShare[] {
  const number = (part: string): number => decimalIn(part) ?? Number.NaN;
  return text
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [sides = "", share = ""] = part.split(":");
      const [height = "", width = height] = sides.split(betweenSides);
      return { size: [number(height), number(width)], share: number(share) };
    });
}

export function isSizeShare(value: unknown): value is SizeShare {
  return typeof value === "object" && value !== null && "size" in value && "share" in value;
}
