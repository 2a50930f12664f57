/** What a run tells of one of its steps. */
export interface Stepped {
  readonly step: number;
}

/** Points come in step order: an event that was seen already is not new. */
export function isNew(
  points: { at(place: number): Stepped | undefined },
  { step }: Stepped,
): boolean {
  return (points.at(-1)?.step ?? -1) < step;
}

export function appendByStep<P extends Stepped>(points: readonly P[], point: P): readonly P[] {
  return isNew(points, point) ? [...points, point] : points;
}

/** Those up to and with this step; the list itself where that is all of it. */
export function pointsUpTo<P extends Stepped>(points: readonly P[], step: number): readonly P[] {
  const count = points.findLastIndex((point) => point.step <= step) + 1;
  return count === points.length ? points : points.slice(0, count);
}

/** How many points of a run are kept however long it becomes. */
export interface Kept {
  readonly most: number;
  /** So many at the end stay as they came, whatever is left out before them. */
  readonly newest: number;
}

/**
 * Not more than the most, over the whole run: whoever is too many is the point that is missed least, whose
 * neighbors are nearest to each other. The first and the newest stay. What stays depends on the points alone,
 * so that it is the same in whatever batches they came, and stays the same where it is thinned again.
 */
export function thinned<P extends Stepped>(
  points: readonly P[],
  { most, newest }: Kept,
): readonly P[] {
  if (points.length <= most) return points;
  const place = missedLeast(points, points.length - newest);
  return thinned(points.toSpliced(place, 1), { most, newest });
}

/** The place of that point before `end`, the first of equals. */
function missedLeast(points: readonly Stepped[], end: number): number {
  const gapWithout = (place: number): number =>
    (points[place + 1]?.step ?? Infinity) - (points[place - 1]?.step ?? -Infinity);
  let least = 1;
  for (let place = 2; place < end; place++) {
    if (gapWithout(place) < gapWithout(least)) least = place;
  }
  return least;
}
