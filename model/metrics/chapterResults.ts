/** What the chapter reports after its ten epochs: loss and training accuracy over the last, accuracy on the test set. */
export interface ChapterResult {
  readonly framework: string;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
}

/** The outputs printed in the chapter, section "Training". */
export const chapterResults: readonly ChapterResult[] = [
  { framework: "MXNet", trainLoss: 0.241, trainAccuracy: 0.908, testAccuracy: 0.855 },
  { framework: "PyTorch", trainLoss: 0.248, trainAccuracy: 0.905, testAccuracy: 0.889 },
  { framework: "TensorFlow", trainLoss: 0.236, trainAccuracy: 0.912, testAccuracy: 0.904 },
];

export const chapterEpochs = 10;
