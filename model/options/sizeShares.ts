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
  const number = (part: string): number => (part.trim() === "" ? Number.NaN : Number(part));
  return text
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [sides = "", share = ""] = part.split(":");
      const [height = "", width = height] = sides.split(/[x×]/u);
      return { size: [number(height), number(width)], share: number(share) };
    });
}

export function isSizeShare(value: unknown): value is SizeShare {
  return typeof value === "object" && value !== null && "size" in value && "share" in value;
}
