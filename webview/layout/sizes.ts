/** The measures of a picture in scene units. */
export interface Sizes {
  readonly density: "roomy" | "compact";
  readonly cardWidth: number;
  readonly cardHeight: number;
  /** Between a path's cards. */
  readonly columnGap: number;
  /** From the block's input to its first card. */
  readonly inputGap: number;
  /** From the last card to the concatenation. */
  readonly outputGap: number;
  readonly rowGap: number;
  readonly pathLabelHeight: number;
  readonly blockHeaderHeight: number;
  readonly moduleHeaderHeight: number;
  /** Of a heading whose lines stand under each other, above layers that leave room for it. */
  readonly moduleColumnHeight: number;
  /** What a module's heading needs in one line, whatever its layers take. */
  readonly moduleHeaderWidth: number;
  readonly barWidth: number;
  /** Right of the concatenation, for its numbers. */
  readonly stackLabelWidth: number;
  /** A bar of the paths' shares, from one to the next, and how high it is at least. */
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
  /** From the edge of a card to the ribbon that it carries. */
  readonly bandInset: number;
  /** Between a block's frame and what is in it. */
  readonly blockPadding: number;
}

/** One block, or a few layers: every card with its history. */
export const roomy: Sizes = {
  density: "roomy",
  cardWidth: 200,
  cardHeight: 98,
  columnGap: 60,
  inputGap: 84,
  outputGap: 104,
  rowGap: 14,
  pathLabelHeight: 22,
  blockHeaderHeight: 0,
  moduleHeaderHeight: 42,
  moduleColumnHeight: 42,
  moduleHeaderWidth: 300,
  barWidth: 24,
  stackLabelWidth: 52,
  shareBarWidth: 10,
  sharePitch: 64,
  shareHeight: 0,
  foldedWidth: 200,
  foldedHeight: 98,
  portLabelWidth: 40,
  trunkGap: 44,
  lineGap: 28,
  perChannel: 0.2,
  bandInset: 5,
  blockPadding: 14,
};

/**
 * Several blocks at once: as close as texts of 10 units allow, so that all nine blocks with the shape of
 * every layer and the live numbers of every path are read at once in an editor of 1200×800.
 */
export const compact: Sizes = {
  density: "compact",
  cardWidth: 68,
  cardHeight: 24,
  columnGap: 8,
  inputGap: 14,
  outputGap: 14,
  rowGap: 2,
  pathLabelHeight: 12,
  blockHeaderHeight: 22,
  moduleHeaderHeight: 16,
  moduleColumnHeight: 60,
  moduleHeaderWidth: 246,
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
  bandInset: 2,
  blockPadding: 3,
};
