import type { Sizes } from "./sizes.js";

/**
 * What the lines of a compact picture are apart beyond what their letters need, where its window leaves room
 * above and below: from the richest down to none.
 */
const shares = [1, 0.75, 0.5, 0.25];

/** How much each of them gets at most. More would tear a path's heading from its cards. */
const most = {
  blockHeaderHeight: 7,
  innerHeaderHeight: 6,
  headingGap: 8,
  cardHeight: 6,
  rowGap: 9,
  lineGap: 8,
} as const satisfies Partial<Record<keyof Sizes, number>>;

/** The same sizes with more room between the lines, the most of it first; none of a picture that has it anyway. */
export function airier(sizes: Sizes): readonly Sizes[] {
  return sizes.density === "compact" ? shares.map((share) => withAir(sizes, share)) : [];
}

function withAir(sizes: Sizes, share: number): Sizes {
  const more = (of: keyof typeof most): number => sizes[of] + share * most[of];
  return {
    ...sizes,
    blockHeaderHeight: more("blockHeaderHeight"),
    innerHeaderHeight: more("innerHeaderHeight"),
    headingGap: more("headingGap"),
    cardHeight: more("cardHeight"),
    rowGap: more("rowGap"),
    lineGap: more("lineGap"),
  };
}
