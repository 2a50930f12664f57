import { chapterLearningRate } from "./chapterRate.js";
import type { ScheduleId } from "./schedules.js";
import type { TrainingOption } from "./trainingOption.js";

/** How the loss is descended: what of a configuration a recipe of the program follows from, and the rate. */
export const descentOptions = {
  /** The highest; `schedule` says what share of it each step takes. */
  learningRate: {
    is: { kind: "number", above: 0, to: 1000 },
    default: chapterLearningRate,
    help: "the step along the gradient",
    told: "learning rate {0}",
    setting: {
      id: "googlenet.training.learningRate",
      place: 6,
      text: "How far a step follows the gradient.",
    },
    form: {
      ...{ place: 4, icon: "graph-line", title: "Learning rate" },
      prompt: "How far a step goes down the gradient, at its highest",
    },
  },
  schedule: {
    is: {
      kind: "choice",
      choices: {
        constant: "The same rate at every step.",
        "warmup-cosine":
          "Up over the first 100 steps, then down along half a cosine to a twentieth of the rate.",
        "one-cycle":
          "Up over the first 30 % of the steps, then down along half a cosine to a thousandth of the rate.",
        step: "A tenth of the rate from half of the steps on, and a hundredth from three quarters on.",
      } satisfies Readonly<Record<ScheduleId, string>>,
    },
    default: "constant",
    before: "constant",
    help: "the rate over the run",
    told: "schedule {0}",
    setting: {
      id: "googlenet.training.schedule",
      place: 7,
      text: "How the learning rate changes over a run.",
    },
    form: { place: 5, icon: "pulse", title: "Schedule" },
  },
  optimizer: {
    is: {
      kind: "choice",
      choices: {
        sgd: "Plain stochastic gradient descent, as in the chapter.",
        momentum:
          "A velocity that keeps a share of itself at every step. It wants about a tenth of the chapter's rate.",
        nesterov:
          "Momentum that looks ahead along its velocity. It wants about a tenth of the chapter's rate.",
        adamw:
          "Steps as long for small gradients as for large ones, and weight decay apart from them. Its usual rate is 0.001.",
      },
    },
    default: "sgd",
    before: "sgd",
    help: "how gradients become steps",
    told: "optimizer {0}",
    isFixed: true,
    setting: {
      id: "googlenet.training.optimizer",
      place: 8,
      text: "How gradients become steps.",
    },
    form: { place: 6, icon: "compass", title: "Optimizer" },
  },
  momentum: {
    is: { kind: "number", from: 0, to: 0.9999 },
    default: 0.9,
    before: 0.9,
    help: "the share of its velocity that momentum keeps",
    told: "momentum {0}",
    optimizers: ["momentum", "nesterov"],
    setting: {
      id: "googlenet.training.momentum",
      place: 9,
      text: "The share of its velocity that a step keeps, with momentum or Nesterov momentum.",
    },
    form: {
      ...{ place: 7, icon: "rocket", title: "Momentum" },
      prompt: "The share of its velocity that a step keeps",
    },
  },
  weightDecay: {
    is: { kind: "number", from: 0, to: 1 },
    default: 0,
    before: 0,
    help: "how strongly weights are drawn to 0",
    told: "weight decay {0}",
    setting: {
      id: "googlenet.training.weightDecay",
      place: 10,
      text: "The share of a weight that is added to its gradient; AdamW takes it off the weight itself. Biases have none.",
    },
    form: {
      ...{ place: 8, icon: "fold-down", title: "Weight decay" },
      prompt: "How strongly weights are drawn to 0, such as 0.0005",
    },
  },
  labelSmoothing: {
    is: { kind: "number", from: 0, to: 0.9 },
    default: 0,
    before: 0,
    help: "the share of a label that goes to all classes alike",
    told: "label smoothing {0}",
    setting: {
      id: "googlenet.training.labelSmoothing",
      place: 11,
      text: "The share of a label that goes to all classes alike in training. The training loss then stays above 0; the test set is measured without.",
    },
    form: {
      ...{ place: 9, icon: "tag", title: "Label smoothing" },
      prompt: "The share of a label that goes to all classes alike, such as 0.1",
    },
  },
  clipNorm: {
    is: { kind: "number", above: 0, to: 1_000_000, none: "no limit" },
    default: null,
    before: null,
    help: "the largest norm of all gradients together, or none",
    told: "gradients clipped to {0}",
    setting: {
      id: "googlenet.training.clipNorm",
      place: 12,
      text: "The largest L2 norm of all gradients together: larger ones are scaled down to it. `0` for no limit.",
    },
    form: {
      ...{ place: 10, icon: "screen-normal", title: "Gradient limit" },
      prompt: "The largest norm of all gradients together, 0 for no limit",
    },
  },
} as const satisfies Readonly<Record<string, TrainingOption>>;
