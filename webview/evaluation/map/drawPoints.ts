import type { Point, Scatter } from "../../layout/scatter.js";
import type { ColoredPoints } from "./pointKinds.js";
import { stampDisc, type Ink } from "./stampDiscs.js";

export interface PointsPicture {
  readonly scatter: Scatter;
  readonly size: { readonly width: number; readonly height: number };
  /** Pixels of the screen in one of the page. */
  readonly pixelRatio: number;
  readonly points: ColoredPoints;
  /** Of each kind. */
  readonly colors: readonly string[];
  readonly isShown: (example: number) => boolean;
  /** Those that the tiles show; null for all that are shown. */
  readonly chosen: ReadonlySet<number> | null;
}

/** What fades is still seen as a place. */
const [faded, plain, marked] = [0.1, 0.8, 1];

/** Fewer points are drawn larger. */
function pointRadius(count: number): number {
  return Math.min(5, Math.max(1.7, 110 / Math.sqrt(count)));
}

/** All points, kind after kind: what is rare, as mistakes and high losses, lies on top. */
export function drawPoints(canvas: HTMLCanvasElement, picture: PointsPicture): void {
  const context = preparedContext(canvas, picture);
  if (context === null || canvas.width === 0 || canvas.height === 0) return;
  const { scatter, points, isShown, chosen, pixelRatio } = picture;
  const isLit = (point: number): boolean => isShown(point) && (chosen?.has(point) ?? true);
  const radius = pointRadius(scatter.count);
  const layers = [
    { alpha: faded, radius: radius * 0.8, has: (point: number) => !isLit(point) },
    {
      ...{ alpha: chosen === null ? plain : marked, has: isLit },
      radius: chosen === null ? radius : radius * 1.25,
    },
  ];
  const byKind = pointsByKind(scatter, points);
  const inks = picture.colors.map((color) => inkOf(color));
  const pixels = context.createImageData(canvas.width, canvas.height);
  for (const { alpha, radius: own, has } of layers) {
    byKind.forEach((members, kind) => {
      const ink = inks[kind] ?? black;
      const look = { radius: own * pixelRatio, ink, alpha };
      for (const point of members) {
        if (!has(point)) continue;
        const [x, y] = [scatter.x[point] ?? 0, scatter.y[point] ?? 0];
        stampDisc(pixels, x * pixelRatio, y * pixelRatio, look);
      }
    });
  }
  context.putImageData(pixels, 0, 0);
}

const black: Ink = [0, 0, 0];
const known = new Map<string, Ink>();

/** Of a color as a style sheet may write it. */
function inkOf(color: string): Ink {
  const found = known.get(color);
  if (found !== undefined) return found;
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (context === null) return black;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  const ink = [red, green, blue] as const;
  known.set(color, ink);
  return ink;
}

function pointsByKind({ count }: Scatter, { kinds, kindOf }: ColoredPoints): readonly number[][] {
  const byKind = kinds.map((): number[] => []);
  for (let point = 0; point < count; point++) byKind[kindOf(point)]?.push(point);
  return byKind;
}

export interface MarksPicture extends Pick<PointsPicture, "scatter" | "size" | "pixelRatio"> {
  /** Where the pointer or the keyboard is. */
  readonly active: number | null;
  /** As it is drawn by hand. */
  readonly outline: readonly Point[];
  readonly color: string;
}

/** What changes while one moves, in a canvas of its own over the points. */
export function drawMarks(canvas: HTMLCanvasElement, picture: MarksPicture): void {
  const context = preparedContext(canvas, picture);
  if (context === null) return;
  const { scatter, active, outline, color } = picture;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  if (active !== null) {
    context.beginPath();
    addDisc(context, pointOf(scatter, active), pointRadius(scatter.count) + 4);
    context.stroke();
  }
  const [first, ...rest] = outline;
  if (first === undefined) return;
  context.beginPath();
  context.moveTo(first.x, first.y);
  for (const { x, y } of rest) context.lineTo(x, y);
  context.closePath();
  context.stroke();
  context.globalAlpha = 0.12;
  context.fillStyle = color;
  context.fill("evenodd");
}

export function pointOf({ x, y }: Scatter, point: number): Point {
  return { x: x[point] ?? 0, y: y[point] ?? 0 };
}

function addDisc(context: CanvasRenderingContext2D, { x, y }: Point, radius: number): void {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** Empty, and in pixels of the page whatever those of the screen are. */
function preparedContext(
  canvas: HTMLCanvasElement,
  { size, pixelRatio }: Pick<PointsPicture, "size" | "pixelRatio">,
): CanvasRenderingContext2D | null {
  // A width that is set clears it, also where it is the same.
  canvas.width = Math.round(size.width * pixelRatio);
  canvas.height = Math.round(size.height * pixelRatio);
  const context = canvas.getContext("2d");
  context?.scale(pixelRatio, pixelRatio);
  return context;
}
