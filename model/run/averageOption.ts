import type { TrainingOption } from "./trainingOption.js";

/** What an evaluation takes for the weights. */
export const averageOption = {
  averageOver: {
    is: { kind: "wholeNumber", from: 1, to: 1_000_000, none: "no mean" },
    default: null,
    before: null,
    help: "test with the mean of the weights of about so many last steps, or none",
    told: "tested with the mean of the weights over {0} steps",
    isFixed: true,
    setting: {
      id: "googlenet.training.averageOver",
      place: 14,
      text: "The test set is measured with the mean of the weights over about so many of the last steps, and at most a tenth of those done, which is better than the last weights alone. `0` for the weights themselves.",
    },
    form: {
      ...{ place: 12, icon: "graph-scatter", title: "Mean of the weights" },
      prompt: "About how many of the last steps it is of, 0 for no mean",
    },
  },
} as const satisfies Readonly<Record<string, TrainingOption>>;
