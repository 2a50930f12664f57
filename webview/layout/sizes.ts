import type { Box } from "./box.js";

/**
 * How much a card says: all with its history, all but its cost and its window, its name and shape with one
 * number, or a shape and one number.
 */
export type Density = "roomy" | "snug" | "plain" | "compact";

/** Where a card's feature maps stand: in a row under what is written, or one of them beside it. */
export type MapsPlace = "below" | "beside";

/** The measures of a picture in scene units. */
export interface Sizes {
  readonly density: Density;
  readonly cardWidth: number;
  readonly cardHeight: number;
  /** Of all cards of a block side by side, at least: as long as what stands over a path of one card. */
  readonly leastSpan: number;
  /** Between a path's cards. */
  readonly columnGap: number;
  /** From the block's input to its first card. */
  readonly inputGap: number;
  /** From the last card to the concatenation. */
  readonly outputGap: number;
  readonly rowGap: number;
  readonly pathLabelHeight: number;
  readonly blockHeaderHeight: number;
  /** Of a block on a path of another one, around which no room is left. */
  readonly innerHeaderHeight: number;
  readonly moduleHeaderHeight: number;
  /** Of a heading whose lines stand under each other, above layers that leave room for it. */
  readonly moduleColumnHeight: number;
  /** Between a module's heading and what stands under it. */
  readonly headingGap: number;
  /** From the top of a module's heading up to the line over it. */
  readonly bracketRise: number;
  /** What a module's heading needs in one line, whatever its layers take. */
  readonly moduleHeaderWidth: number;
  readonly barWidth: number;
  /** Right of the concatenation, for its numbers. */
  readonly stackLabelWidth: number;
  /** A bar of the paths' shares, from one to the next (0 for none), and how high it is at least. */
  readonly shareBarWidth: number;
  readonly sharePitch: number;
  readonly shareHeight: number;
  /** A group that is folded to one card. */
  readonly foldedWidth: number;
  readonly foldedHeight: number;
  /** Left of the input, for its name. */
  readonly portLabelWidth: number;
  /** Between the stages of a row, and between rows. */
  readonly trunkGap: number;
  readonly lineGap: number;
  /** The width of a ribbon of one channel. */
  readonly perChannel: number;
  /** A ribbon of features is as wide as one of so many channels at most. */
  readonly mostFeatures: number;
  /** The height of a block's larger end where it is alone on the stage. */
  readonly aloneHeight: number;
  /** From the edge of a card to the ribbon that it carries. */
  readonly bandInset: number;
  /** Between a block's frame and what is in it. */
  readonly blockPadding: number;
  /** Where cards have room for feature maps: see `mapPlaces.ts`. */
  readonly maps?: MapsPlace;
  /** Whether that is room for those of two images. */
  readonly hasPairs?: true;
}

/** The sizes that something can be drawn in, the richest first: in less room it gives way to the next. */
export type Ladder = readonly [Sizes, ...Sizes[]];

/** One block, or a few layers: every card with its history. */
export const roomy: Sizes = {
  density: "roomy",
  cardWidth: 200,
  cardHeight: 98,
  leastSpan: 330,
  columnGap: 60,
  inputGap: 84,
  outputGap: 104,
  rowGap: 14,
  pathLabelHeight: 22,
  blockHeaderHeight: 0,
  innerHeaderHeight: 22,
  moduleHeaderHeight: 42,
  moduleColumnHeight: 42,
  headingGap: 0,
  bracketRise: 6,
  moduleHeaderWidth: 304,
  barWidth: 24,
  stackLabelWidth: 52,
  shareBarWidth: 10,
  sharePitch: 64,
  shareHeight: 34,
  foldedWidth: 200,
  foldedHeight: 98,
  portLabelWidth: 40,
  trunkGap: 44,
  lineGap: 28,
  perChannel: 0.2,
  mostFeatures: Infinity,
  aloneHeight: 190,
  bandInset: 5,
  blockPadding: 14,
};

/** The same in less room: lower cards, closer together. */
export const snug: Sizes = {
  ...roomy,
  density: "snug",
  cardWidth: 202,
  leastSpan: 319,
  cardHeight: 70,
  columnGap: 32,
  inputGap: 44,
  outputGap: 52,
  rowGap: 4,
  pathLabelHeight: 20,
  innerHeaderHeight: 20,
  barWidth: 20,
  stackLabelWidth: 46,
  sharePitch: 60,
  foldedHeight: 70,
  portLabelWidth: 34,
  trunkGap: 28,
  aloneHeight: 150,
  blockPadding: 8,
};

/** Without the bars of the paths' shares, which the inspector has too. */
export const snugAlone: Sizes = { ...snug, sharePitch: 0 };

/** Live numbers give way before names and channels do: a card keeps the one that a person chose. */
export const plain: Sizes = {
  ...snugAlone,
  density: "plain",
  cardWidth: 146,
  cardHeight: 46,
  leastSpan: 324,
  inputGap: 40,
  rowGap: 3,
  pathLabelHeight: 19,
  innerHeaderHeight: 19,
  foldedHeight: 46,
  aloneHeight: 90,
  bandInset: 4,
  // Shown large, its frame stays within the margin of the stage.
  blockPadding: 5,
};

/**
 * Several blocks at once: as close as texts of 10 units allow, so that all nine blocks with the shape of
 * every layer and the live numbers of every path are read at once in an editor of 1200×800.
 */
export const compact: Sizes = {
  density: "compact",
  cardWidth: 70,
  cardHeight: 22.5,
  leastSpan: 148,
  columnGap: 8,
  inputGap: 14,
  outputGap: 14,
  rowGap: 2,
  pathLabelHeight: 12,
  blockHeaderHeight: 22,
  innerHeaderHeight: 25,
  moduleHeaderHeight: 16,
  moduleColumnHeight: 60,
  headingGap: 0,
  bracketRise: 1.5,
  moduleHeaderWidth: 252,
  barWidth: 7,
  stackLabelWidth: 0,
  portLabelWidth: 0,
  shareBarWidth: 4,
  sharePitch: 5,
  shareHeight: 40,
  foldedWidth: 84,
  foldedHeight: 62,
  trunkGap: 11,
  lineGap: 5,
  perChannel: 0.036,
  mostFeatures: Infinity,
  aloneHeight: 48,
  bandInset: 2,
  blockPadding: 3,
};

/** The height of a card that carries no wide ribbon: what it says stands around its middle. */
export const cardHeightOf: Readonly<Record<Density | "folded", number>> = {
  roomy: roomy.cardHeight,
  snug: snug.cardHeight,
  plain: plain.cardHeight,
  compact: compact.cardHeight,
  folded: compact.foldedHeight,
};

/** Where what a card says begins, which stands around its middle however high it is. */
export function cardTop(
  { y, height }: Pick<Box, "y" | "height">,
  card: keyof typeof cardHeightOf,
): number {
  return y + (height - cardHeightOf[card]) / 2;
}
