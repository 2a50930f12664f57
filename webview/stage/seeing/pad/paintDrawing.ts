import { drawingSide, type Stroke, type Strokes } from "../../../state/seeing/drawing.js";
import { inkOf, paper } from "../../../state/seeing/inks.js";

/** Of the picture that goes through the network, in pixels: finer than networks read, and prepared in a few hundredths of a second. */
export const pictureSide = 320;

/** Paints a drawing anew, on paper. */
export function paintDrawing(canvas: HTMLCanvasElement, strokes: Strokes): void {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return;
  const scale = canvas.width / drawingSide;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = paper.color;
  context.fillRect(0, 0, drawingSide, drawingSide);
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const stroke of strokes) paintStroke(context, stroke);
}

/** Through the middles between spots, bent at the spots: a fast hand's few spots make no corners. */
function paintStroke(context: CanvasRenderingContext2D, { ink, width, spots }: Stroke): void {
  const [first] = spots;
  const last = spots.at(-1);
  if (first === undefined || last === undefined) return;
  context.strokeStyle = inkOf(ink).color;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(first.x, first.y);
  spots.slice(1).forEach((spot, place) => {
    const before = spots[place] ?? spot;
    context.quadraticCurveTo(before.x, before.y, (before.x + spot.x) / 2, (before.y + spot.y) / 2);
  });
  // A line of no length is a dot.
  context.lineTo(last.x, last.y);
  context.stroke();
}

/** The drawing as a file has it; null where the browser cannot write one. */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array | null> {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
