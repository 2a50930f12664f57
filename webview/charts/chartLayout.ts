import { scaleLinear, type ScaleLinear } from "d3";
import type { CurvePoint } from "./downsample.js";

export interface ChartFrame {
  readonly width: number;
  readonly height: number;
}

/** A curve with what is needed to draw it. */
export interface Curve {
  readonly id: string;
  /** Its look: the first curve of a chart, the second. */
  readonly rank: number;
  readonly every: "step" | "epoch";
  readonly points: readonly CurvePoint[];
}

/** A chart in pixels of its own frame. */
export interface ChartLayout {
  readonly frame: ChartFrame;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly yTicks: readonly { readonly value: number; readonly label: string }[];
  readonly xTicks: readonly { readonly value: number; readonly label: string }[];
}

const padding = { left: 36, right: 8, top: 8, bottom: 18 };

/** Scales and ticks for curves over steps. `domain` fixes the values' range where it is known. */
export function layoutChart(
  frame: ChartFrame,
  curves: readonly Curve[],
  options: { readonly lastStep: number; readonly domain?: readonly [number, number] },
): ChartLayout {
  const plot = {
    left: padding.left,
    right: Math.max(padding.left + 10, frame.width - padding.right),
    top: padding.top,
    bottom: frame.height - padding.bottom,
  };
  const x = scaleLinear([0, Math.max(1, options.lastStep)], [plot.left, plot.right]);
  const y = scaleLinear(options.domain ?? rangeOf(curves), [plot.bottom, plot.top]);
  if (options.domain === undefined) y.nice(4);
  const [yFormat, xFormat] = [y.tickFormat(4), x.tickFormat(4, "~s")];
  return {
    frame,
    plot,
    x,
    y,
    yTicks: y.ticks(4).map((value) => ({ value, label: yFormat(value) })),
    xTicks: x
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ value, label: xFormat(value) })),
  };
}

/** From 0, as lengths are read, to the largest; 0 to 1 while nothing was measured. */
function rangeOf(curves: readonly Curve[]): readonly [number, number] {
  const largest = Math.max(
    0,
    ...curves.map(({ points }) => points.reduce((most, { value }) => Math.max(most, value), 0)),
  );
  return [0, largest > 0 ? largest : 1];
}
