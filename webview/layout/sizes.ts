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
  /** What a module's heading needs, whatever its layers take. */
  readonly moduleHeaderWidth: number;
  readonly barWidth: number;
  /** Right of the concatenation, for its numbers. */
  readonly stackLabelWidth: number;
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
  columnGap: 76,
  inputGap: 104,
  outputGap: 132,
  rowGap: 14,
  pathLabelHeight: 22,
  blockHeaderHeight: 0,
  moduleHeaderHeight: 42,
  moduleHeaderWidth: 300,
  barWidth: 24,
  stackLabelWidth: 64,
  portLabelWidth: 40,
  trunkGap: 44,
  lineGap: 28,
  perChannel: 0.2,
  bandInset: 5,
  blockPadding: 14,
};

/** Several blocks at once. */
export const compact: Sizes = {
  density: "compact",
  cardWidth: 106,
  cardHeight: 38,
  columnGap: 22,
  inputGap: 34,
  outputGap: 44,
  rowGap: 8,
  pathLabelHeight: 15,
  blockHeaderHeight: 24,
  moduleHeaderHeight: 42,
  moduleHeaderWidth: 170,
  barWidth: 10,
  stackLabelWidth: 0,
  portLabelWidth: 0,
  trunkGap: 22,
  lineGap: 26,
  perChannel: 0.085,
  bandInset: 3,
  blockPadding: 6,
};
