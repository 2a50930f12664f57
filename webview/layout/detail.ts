/** No text of a picture is smaller on the screen, in pixels: it gives way to fewer and larger ones instead. */
export const smallestText = 9;

/** How much is written on a picture, from nothing but the boxes to everything. */
export type Detail = "none" | "outline" | "far" | "near" | "close";

/** The smallest texts of each detail in scene units, as `styles/picture.css` writes them. */
const textUnits = { outline: 40, far: 18, near: 10 } as const;

/** The smallest scale of each; close to a compact picture its texts are written smaller, with room for histories. */
const smallestScale: Readonly<Record<Detail, number>> = {
  none: 0,
  outline: smallestText / textUnits.outline,
  far: smallestText / textUnits.far,
  near: smallestText / textUnits.near,
  close: 1.6,
};

const details = ["none", "outline", "far", "near", "close"] as const satisfies readonly Detail[];

/** How much larger all is shown to a room than to one reader. */
export const presenting = 1.4;

/** From this scale on a picture shows that detail. `emphasis` is how much larger its texts must be than usual. */
export function scaleOf(detail: Detail, emphasis = 1): number {
  return smallestScale[detail] * emphasis;
}

export function detailOf(scale: number, emphasis: number): Detail {
  // The fit that reaches a detail exactly shows it, whatever the rounding.
  const reached = details.filter((detail) => scaleOf(detail, emphasis) <= scale + 1e-9);
  return reached[reached.length - 1] ?? "none";
}

/** Whether a picture of the first detail shows what belongs to the second. */
export function reaches(detail: Detail, from: Detail): boolean {
  return details.indexOf(detail) >= details.indexOf(from);
}
