import type { TrainingOption } from "./trainingOption.js";

/** The images of the first steps. */
export const sizeOption = {
  firstSizes: {
    is: { kind: "sizeShares", to: 1024 },
    default: [],
    before: [],
    help: "smaller images for the first steps, each with its share of all steps, such as 32:0.5,48:0.3",
    told: "first images of {0}",
    setting: {
      id: "googlenet.training.firstSizes",
      place: 18,
      text: "Sizes of the images of the first steps, each with its share of all steps, such as `32:0.5,48:0.3`; the other steps have the input size. Small images cost little, and what is learned of them is learned of large ones too. Empty for one size.",
    },
    form: {
      ...{ place: 16, icon: "arrow-both", title: "First sizes" },
      prompt: "Sizes of the first images with their shares of the steps, such as 32:0.5,48:0.3",
    },
  },
} as const satisfies Readonly<Record<string, TrainingOption>>;
