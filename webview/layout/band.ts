import type { Box } from "./box.js";

/** A ribbon of channels from one edge to another; its width at either end is a number of channels. */
export interface Band {
  /** Where it comes from and goes to, as node ids: the key of its mark. */
  readonly id: string;
  /** The number of its path, 0 for the trunk. */
  readonly hue: number;
  readonly x0: number;
  readonly top0: number;
  readonly bottom0: number;
  readonly x1: number;
  readonly top1: number;
  readonly bottom1: number;
  /** It bends between these and is straight outside of them. */
  readonly bendFrom: number;
  readonly bendTo: number;
}

/** One end of a band: an edge of a box, `size` wide around its middle. */
export interface BandEnd {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export function rightEnd(box: Box, size = box.height): BandEnd {
  return endAround(box.x + box.width, box.y + box.height / 2, size);
}

export function leftEnd(box: Box, size = box.height): BandEnd {
  return endAround(box.x, box.y + box.height / 2, size);
}

function endAround(x: number, middle: number, size: number): BandEnd {
  return { x, top: middle - size / 2, bottom: middle + size / 2 };
}

export function bandBetween(
  { id, hue }: Pick<Band, "id" | "hue">,
  from: BandEnd,
  to: BandEnd,
  bend: { readonly from?: number; readonly to?: number } = {},
): Band {
  return {
    id,
    hue,
    x0: from.x,
    top0: from.top,
    bottom0: from.bottom,
    x1: to.x,
    top1: to.top,
    bottom1: to.bottom,
    bendFrom: bend.from ?? from.x,
    bendTo: bend.to ?? to.x,
  };
}

/** The outline of a band as SVG path data: both edges leave and arrive horizontally. */
export function bandPath(band: Band): string {
  const [x0, from, to, x1] = [band.x0, band.bendFrom, band.bendTo, band.x1].map(round);
  const middle = round((band.bendFrom + band.bendTo) / 2);
  const [top0, bottom0, top1, bottom1] = [band.top0, band.bottom0, band.top1, band.bottom1].map(
    round,
  );
  return (
    `M${x0},${top0}H${from}C${middle},${top0} ${middle},${top1} ${to},${top1}H${x1}` +
    `V${bottom1}H${to}C${middle},${bottom1} ${middle},${bottom0} ${from},${bottom0}H${x0}Z`
  );
}

/** A hundredth of a pixel is below what can be seen, and keeps path data short. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
