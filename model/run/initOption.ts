import type { TrainingOption } from "./trainingOption.js";

/** How a run begins. */
export const initOption = {
  init: {
    is: {
      kind: "choice",
      choices: {
        xavier: "Xavier's uniform weights in every layer, as in the chapter.",
        he: "He's by layer: twice the variance where a ReLU follows.",
        "he-zero":
          "He's, and the last normalization of each path beside a shortcut begins at 0, so that the block begins as its shortcut.",
      },
    },
    default: "xavier",
    before: "xavier",
    help: "how the weights begin",
    told: "weights begin by {0}",
    isFixed: true,
    setting: {
      id: "googlenet.training.init",
      place: 15,
      text: "How the weights begin.",
    },
    form: { place: 13, icon: "symbol-variable", title: "First weights" },
  },
} as const satisfies Readonly<Record<string, TrainingOption>>;
