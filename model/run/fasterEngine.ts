import { middleOf, type Range } from "../machine/range.js";

interface Rated {
  readonly typicalRate?: Range;
  readonly upgrade?: { readonly typicalRate: Range };
}

/** Less is not worth the time of a set-up. */
const worthwhile = 1.25;

/** Of these engines the one that a set-up would make clearly faster than `chosen`, if there is one. */
export function fasterAfterSetup<Report extends Rated>(
  reports: readonly Report[],
  { typicalRate }: Rated,
): (Report & { readonly upgrade: NonNullable<Report["upgrade"]> }) | undefined {
  if (typicalRate === undefined) return undefined;
  const least = middleOf(typicalRate) * worthwhile;
  return reports
    .filter(hasUpgrade)
    .filter(({ upgrade }) => middleOf(upgrade.typicalRate) > least)
    .toSorted((a, b) => middleOf(b.upgrade.typicalRate) - middleOf(a.upgrade.typicalRate))[0];
}

function hasUpgrade<Report extends Rated>(
  report: Report,
): report is Report & { readonly upgrade: NonNullable<Report["upgrade"]> } {
  return report.upgrade !== undefined;
}
