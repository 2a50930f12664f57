import { augmentOption } from "./augmentOption.js";
import { averageOption } from "./averageOption.js";
import { descentOptions } from "./descentOptions.js";
import { initOption } from "./initOption.js";
import { sizeOption } from "./sizeOption.js";
import type { TrainingOption } from "./trainingOption.js";

/**
 * Everything that decides a run's numbers, and nothing else; saved in `run.json` in this order. The
 * defaults are the chapter's, but for how it is computed. A new option is a row here: the terminal, the settings, the form and
 * the checks follow; `npm run settings` writes it into package.json, and tests name what is left.
 */
export const options = {
  network: {
    is: { kind: "name" },
    default: "googlenet",
    help: "what to train: see googlenet networks",
    told: "network {0}",
    isFixed: true,
    setting: { id: "googlenet.training.network", place: 2, text: "The network to train." },
    form: { place: 1, icon: "type-hierarchy-sub", title: "Network" },
  },
  recipe: {
    is: {
      kind: "choice",
      choices: {
        chapter:
          "As published: stochastic gradient descent, learning rate 0.1, batch 128, 10 epochs.",
        quick:
          "To see it learn at once: GoogLeNet with batch normalization on images of 32 × 32 pixels, one epoch with Nesterov's momentum and a one-cycle learning rate.",
        recommended:
          "Accuracy for the time: GoogLeNet with batch normalization on images that grow from 32 to 96 pixels and are changed at every step, by Nesterov's momentum, a one-cycle learning rate and smoothed labels; tested with the mean of the last weights.",
      },
    },
    default: "chapter",
    help: "defaults for all below",
    told: null,
    isFixed: true,
    setting: {
      id: "googlenet.training.recipe",
      place: 3,
      text: "Where the values of the settings below come from unless you set them.",
    },
    form: { place: 2, icon: "book", title: "Recipe" },
  },
  dataset: {
    is: { kind: "name" },
    default: "fashion-mnist",
    help: "what to train on",
    told: "data set {0}",
    isFixed: true,
  },
  /** `auto` or an engine's id. */
  engine: {
    is: { kind: "name" },
    default: "auto",
    help: "auto, or one of: googlenet engines",
    told: "{0} engine",
    setting: {
      id: "googlenet.engine",
      place: 1,
      text: "What computes the training steps: `auto` takes the fastest engine that works here. [Select Engine](command:googlenet.selectEngine) lists them all with the reason why each can or cannot be used.",
      isOfMachine: true,
    },
    form: { place: 19, icon: "chip", title: "Engine" },
  },
  /**
   * What feature maps and their gradients are held in; parameters are float32 in each. float16 has a
   * narrow range, so the loss is scaled (`lossScale.ts`). A run records the one that `auto` came to.
   */
  precision: {
    is: {
      kind: "choice",
      choices: {
        auto: "The fastest that is safe here, found by trying some steps; float32 in the recipe chapter.",
        float32: "Single precision throughout.",
        mixed_bfloat16: "Products in half the bits where the engine can, sums in single precision.",
        mixed_float16:
          "float16 feature maps, for GPUs without bfloat16; the loss is scaled so that small gradients are not lost.",
      },
    },
    default: "auto",
    help: "what feature maps are held in",
    told: "precision {0}",
    setting: {
      id: "googlenet.training.precision",
      place: 19,
      text: "The arithmetic of the training steps.",
    },
    form: { place: 18, icon: "symbol-ruler", title: "Precision" },
  },
  epochs: {
    is: { kind: "wholeNumber", from: 1, to: 10_000 },
    default: 10,
    help: "passes over the training set",
    told: "{0} epochs",
    toldOfOne: "1 epoch",
    setting: {
      id: "googlenet.training.epochs",
      place: 4,
      text: "How often every training image is seen.",
    },
    form: {
      ...{ place: 3, icon: "history", title: "Epochs" },
      prompt: "How often every training image is seen",
    },
  },
  /** Ends the run early, for trials. */
  maxSteps: {
    is: { kind: "wholeNumber", from: 1, none: "no limit" },
    default: null,
    help: "end after so many steps",
    told: "at most {0} steps",
  },
  /** For choices between values, which the test set must not decide. */
  holdOut: {
    is: { kind: "wholeNumber", from: 1, none: "no images" },
    default: null,
    before: null,
    help: "so many training images are tested in place of the test set, the same for every seed, or none",
    told: "tested on {0} training images",
    isFixed: true,
  },
  batchSize: {
    is: { kind: "wholeNumber", from: 1, to: 8192 },
    default: 128,
    help: "examples a step",
    told: "batch {0}",
    isFixed: true,
    setting: {
      id: "googlenet.training.batchSize",
      place: 5,
      text: "Images in one training step. A smaller batch needs less memory.",
    },
    form: {
      ...{ place: 14, icon: "layers", title: "Batch size" },
      prompt: "How many images a step is taken on",
    },
  },
  ...descentOptions,
  ...augmentOption,
  ...averageOption,
  ...initOption,
  seed: {
    is: { kind: "wholeNumber", from: 0, to: 0xffff_ffff },
    default: 1,
    help: "decides the initial weights and the order of the examples",
    told: "seed {0}",
    isFixed: true,
    setting: {
      id: "googlenet.training.seed",
      place: 16,
      text: "The same seed on the same engine gives the same numbers.",
    },
    form: {
      ...{ place: 17, icon: "symbol-numeric", title: "Seed" },
      prompt: "Decides the first weights and the order of the images",
    },
  },
  /** Images are resized to this before the first layer. */
  inputSize: {
    is: { kind: "size", to: 1024 },
    default: [96, 96],
    help: "images are resized to it: a side, or HEIGHTxWIDTH",
    told: "{0} pixels",
    setting: {
      id: "googlenet.training.inputSize",
      place: 17,
      text: "Images are resized to this many pixels a side.",
    },
    form: {
      ...{ place: 15, icon: "screen-full", title: "Input size" },
      prompt: "Images are resized to it: a side, or HEIGHT×WIDTH",
    },
  },
  ...sizeOption,
  statisticsEvery: {
    is: { kind: "interval", zero: "never" },
    default: 10,
    help: "steps between two live statistics, 0 for none",
    told: "statistics every {0} steps",
    setting: {
      id: "googlenet.training.statisticsEvery",
      place: 20,
      text: "Steps between two measurements of activations, dead units and gradients, `0` for none. A short interval costs some speed.",
    },
  },
  /** Of activations, weights and gradients. */
  histogramsEvery: {
    is: { kind: "interval", zero: "never" },
    default: 50,
    before: 50,
    help: "steps between two histograms, 0 for none",
    told: "histograms every {0} steps",
    setting: {
      id: "googlenet.training.histogramsEvery",
      place: 21,
      text: "Steps between two histograms of activations, weights and gradients, `0` for none.",
    },
  },
  timingsEvery: {
    is: { kind: "interval", zero: "never" },
    default: 500,
    before: 500,
    help: "steps between two timings of the layers, 0 for none",
    told: "timings every {0} steps",
    setting: {
      id: "googlenet.training.timingsEvery",
      place: 22,
      text: "Steps between two timings of the layers, from the fifth step on; each takes about as long as a step. `0` for none.",
    },
  },
  checkpointEvery: {
    is: { kind: "interval", zero: "only after an epoch" },
    default: 200,
    help: "steps between two checkpoints, 0 for after epochs only",
    told: "checkpoints every {0} steps",
    setting: {
      id: "googlenet.training.checkpointEvery",
      place: 23,
      text: "Steps between two checkpoints within an epoch, `0` for none. One is written after every epoch too.",
    },
  },
} as const satisfies Readonly<Record<string, TrainingOption>>;
