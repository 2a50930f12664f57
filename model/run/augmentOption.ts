import type { TrainingOption } from "./trainingOption.js";

/** What a step does to its pictures. */
export const augmentOption = {
  augment: {
    is: {
      kind: "choices",
      choices: {
        flip: "Half of the pictures mirrored.",
        shift: "Each moved by up to a twelfth of its side, with black moving in.",
        erase: "A gray rectangle over half of the pictures, of up to a quarter of their area.",
      },
    },
    default: [],
    before: [],
    help: "how the pictures of a step are changed",
    told: "pictures changed by {0}",
    setting: {
      id: "googlenet.training.augment",
      place: 13,
      text: "How the pictures of a training step are changed, each time in another way. The test set is taken as it is.",
    },
    form: { place: 11, icon: "wand", title: "Changed pictures" },
  },
} as const satisfies Readonly<Record<string, TrainingOption>>;
