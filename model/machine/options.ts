import type { Option } from "../options/option.js";

/** How a machine is used. It decides how fast a run is and, through the order of sums, the last digits of its numbers. */
export const machineOptions = {
  threads: {
    is: { kind: "wholeNumber", from: 1, to: 1024, none: "automatic" },
    default: null,
    help: "processor threads that compute (default: all)",
    setting: {
      id: "googlenet.threads",
      place: 24,
      text: "Processor threads that compute. `0` is automatic: all processors, and in small batches the branches of the network run side by side.",
      isOfMachine: true,
    },
  },
  xla: {
    is: { kind: "switch" },
    default: false,
    help: "let TensorFlow compile its graphs with XLA; for GPUs",
    setting: {
      id: "googlenet.tensorflow.xla",
      place: 25,
      text: "Compile TensorFlow's training step with XLA. Only worth a try on a GPU: on two processor cores the first step alone took 14 seconds, and later steps were far slower than without.",
      isOfMachine: true,
    },
  },
  memoryGrowth: {
    is: { kind: "switch" },
    default: true,
    help: "let TensorFlow take all of a GPU's memory at the start",
    setting: {
      id: "googlenet.tensorflow.memoryGrowth",
      place: 26,
      text: "Let TensorFlow take a GPU's memory as it is needed, instead of all of it at once.",
      isOfMachine: true,
    },
  },
} as const satisfies Readonly<Record<string, Option>>;
