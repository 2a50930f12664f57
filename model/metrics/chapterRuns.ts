/** What an epoch ended with: means over its training steps, and the test set. */
export interface EpochResult {
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly testLoss: number;
  readonly testAccuracy: number;
}

export interface ChapterRun {
  readonly seed: number;
  /** One for each epoch, from the first. */
  readonly epochs: readonly EpochResult[];
}

/**
 * Real runs of the chapter's recipe by this product: TensorFlow 2.21, float32, two cores of an Intel
 * Xeon, 2026-11-24. The first seven epochs of seed 0 are those of `test/fixtures/runs/chapter.ndjson`;
 * its loss was lost at step 3455, so epochs 8 to 10 go on from step 3400 with the batches of seed 1.
 * The second run of seed 1 added gradients in another order, as the engine does since then.
 */
export const chapterRuns: readonly ChapterRun[] = [
  {
    seed: 0,
    epochs: [
      { trainLoss: 1.7706, trainAccuracy: 0.3293, testLoss: 0.9354, testAccuracy: 0.6435 },
      { trainLoss: 0.7585, trainAccuracy: 0.7058, testLoss: 0.5987, testAccuracy: 0.7793 },
      { trainLoss: 0.5154, trainAccuracy: 0.8058, testLoss: 0.529, testAccuracy: 0.7829 },
      { trainLoss: 0.4017, trainAccuracy: 0.8478, testLoss: 0.4403, testAccuracy: 0.8345 },
      { trainLoss: 0.3555, trainAccuracy: 0.8662, testLoss: 0.4191, testAccuracy: 0.8412 },
      { trainLoss: 0.3219, trainAccuracy: 0.8778, testLoss: 0.3249, testAccuracy: 0.8802 },
      { trainLoss: 0.2958, trainAccuracy: 0.8869, testLoss: 0.3251, testAccuracy: 0.876 },
      { trainLoss: 0.2715, trainAccuracy: 0.8967, testLoss: 0.3484, testAccuracy: 0.8675 },
      { trainLoss: 0.263, trainAccuracy: 0.9007, testLoss: 0.3077, testAccuracy: 0.8845 },
      { trainLoss: 0.248, trainAccuracy: 0.9049, testLoss: 0.2807, testAccuracy: 0.8923 },
    ],
  },
  {
    seed: 1,
    epochs: [
      { trainLoss: 2.2014, trainAccuracy: 0.1714, testLoss: 1.512, testAccuracy: 0.4104 },
      { trainLoss: 1.0119, trainAccuracy: 0.5914, testLoss: 0.6304, testAccuracy: 0.7586 },
      { trainLoss: 0.5882, trainAccuracy: 0.7782, testLoss: 0.4908, testAccuracy: 0.8196 },
      { trainLoss: 0.4303, trainAccuracy: 0.8362, testLoss: 0.4287, testAccuracy: 0.8386 },
      { trainLoss: 0.3705, trainAccuracy: 0.8587, testLoss: 0.3785, testAccuracy: 0.8495 },
      { trainLoss: 0.3315, trainAccuracy: 0.8738, testLoss: 0.347, testAccuracy: 0.8674 },
      { trainLoss: 0.3049, trainAccuracy: 0.8826, testLoss: 0.5533, testAccuracy: 0.797 },
      { trainLoss: 0.2859, trainAccuracy: 0.8912, testLoss: 0.3387, testAccuracy: 0.8702 },
      { trainLoss: 0.2693, trainAccuracy: 0.8985, testLoss: 0.3195, testAccuracy: 0.8776 },
      { trainLoss: 0.2549, trainAccuracy: 0.9026, testLoss: 0.2942, testAccuracy: 0.8883 },
    ],
  },
  {
    seed: 1,
    epochs: [
      { trainLoss: 1.6684, trainAccuracy: 0.3566, testLoss: 0.8392, testAccuracy: 0.698 },
      { trainLoss: 0.6651, trainAccuracy: 0.7469, testLoss: 0.5336, testAccuracy: 0.7896 },
      { trainLoss: 0.4503, trainAccuracy: 0.8304, testLoss: 0.4409, testAccuracy: 0.838 },
      { trainLoss: 0.3672, trainAccuracy: 0.8605, testLoss: 0.3904, testAccuracy: 0.8513 },
      { trainLoss: 0.3326, trainAccuracy: 0.8731, testLoss: 0.339, testAccuracy: 0.8694 },
      { trainLoss: 0.3038, trainAccuracy: 0.8832, testLoss: 0.3319, testAccuracy: 0.8751 },
      { trainLoss: 0.2833, trainAccuracy: 0.8915, testLoss: 0.4307, testAccuracy: 0.8363 },
      { trainLoss: 0.2671, trainAccuracy: 0.8993, testLoss: 0.309, testAccuracy: 0.8822 },
      { trainLoss: 0.251, trainAccuracy: 0.9045, testLoss: 0.3049, testAccuracy: 0.8856 },
      { trainLoss: 0.2364, trainAccuracy: 0.9103, testLoss: 0.2701, testAccuracy: 0.8999 },
    ],
  },
];
