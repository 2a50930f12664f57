/** Where points lie in a picture, in its pixels. */
export interface Scatter {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Direction = "left" | "right" | "up" | "down";

/** All of them within a room, [points, 2], as large as fits, with the same scale in both directions. */
export function layoutScatter(
  places: Float32Array,
  room: { readonly width: number; readonly height: number },
  margin: number,
): Scatter {
  const count = places.length / 2;
  const [x, y] = [new Float32Array(count), new Float32Array(count)];
  const [across, down] = [spanOf(places, 0), spanOf(places, 1)];
  const scale = Math.min(
    (room.width - 2 * margin) / across.length,
    (room.height - 2 * margin) / down.length,
  );
  for (let point = 0; point < count; point++) {
    x[point] = room.width / 2 + ((places[2 * point] ?? 0) - across.middle) * scale;
    y[point] = room.height / 2 + ((places[2 * point + 1] ?? 0) - down.middle) * scale;
  }
  return { count, x, y };
}

/** Of one of the two numbers of each place. */
function spanOf(places: Float32Array, which: 0 | 1): { middle: number; length: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let at = which; at < places.length; at += 2) {
    least = Math.min(least, places[at] ?? 0);
    most = Math.max(most, places[at] ?? 0);
  }
  if (least > most) return { middle: 0, length: 1 };
  // Points that lie all at the same place have room on both sides.
  return { middle: (least + most) / 2, length: most - least || 1 };
}

/** The nearest of those that are shown, no farther than `reach`; null where there is none. */
export function pointAt(
  { count, x, y }: Scatter,
  at: Point,
  reach: number,
  isShown: (point: number) => boolean,
): number | null {
  let [nearest, least]: [number | null, number] = [null, reach * reach];
  for (let point = 0; point < count; point++) {
    const gap = ((x[point] ?? 0) - at.x) ** 2 + ((y[point] ?? 0) - at.y) ** 2;
    if (gap > least || !isShown(point)) continue;
    [nearest, least] = [point, gap];
  }
  return nearest;
}

/** Those that an outline goes around, in their order; where it crosses itself, what it goes around an odd number of times. */
export function pointsWithin(
  { count, x, y }: Scatter,
  outline: readonly Point[],
): readonly number[] {
  const found: number[] = [];
  for (let point = 0; point < count; point++) {
    if (isWithin(outline, { x: x[point] ?? 0, y: y[point] ?? 0 })) found.push(point);
  }
  return found;
}

function isWithin(outline: readonly Point[], { x, y }: Point): boolean {
  let [isInside, before] = [false, outline.at(-1)];
  for (const corner of outline) {
    if (before !== undefined && corner.y > y !== before.y > y) {
      const crossing = before.x + ((y - before.y) / (corner.y - before.y)) * (corner.x - before.x);
      if (x < crossing) isInside = !isInside;
    }
    before = corner;
  }
  return isInside;
}

/** The next one of those that are shown in a direction, more ahead than aside; `from` where there is none. */
export function pointToward(
  { count, x, y }: Scatter,
  from: number,
  direction: Direction,
  isShown: (point: number) => boolean,
): number {
  const [alongX, alongY] = directionSteps[direction];
  let [next, least] = [from, Infinity];
  for (let point = 0; point < count; point++) {
    const [right, down] = [(x[point] ?? 0) - (x[from] ?? 0), (y[point] ?? 0) - (y[from] ?? 0)];
    const ahead = right * alongX + down * alongY;
    const aside = Math.abs(right * alongY) + Math.abs(down * alongX);
    if (ahead <= 0 || aside > ahead || !isShown(point)) continue;
    const gap = ahead + 2 * aside;
    if (gap < least) [next, least] = [point, gap];
  }
  return next;
}

/** Of one to the right and down. */
export const directionSteps: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};
