import * as z from "zod";
import { measureMachine } from "../../answers/bench/measureMachine.js";
import { checkRunConfig } from "../../run/checkConfig.js";
import { defaultRunConfig } from "../../run/config.js";
import { defineCommand } from "../command.js";
import { counted, dataFolder, flag, typedTraining } from "../options/typed.js";
import { cliSurroundings } from "../surroundings.js";
import { printJson, printLine } from "../terminal/output.js";
import { showProgressLater } from "../terminal/progress.js";
import { addTrainingOptions, readTyped } from "../trainingOptions.js";
import { formatBench } from "./benchTable.js";

const configured = ["network", "inputSize"] as const;

export const bench = defineCommand({
  id: "bench",
  summary: "How fast this machine trains and evaluates, engine by engine.",
  declare: (command) => {
    const { network, inputSize } = defaultRunConfig();
    const defaults = { network, inputSize: inputSize.join("x") };
    addTrainingOptions(command, configured, defaults)
      .option("--peers", "PyTorch and Python TensorFlow in turns with ours, where installed")
      .option("--python <path>", "the Python that has the peers")
      .option("--batch-size <n>", "examples a step", "128")
      .option("--steps <n>", "measured steps a turn", "12")
      .option("--warm-up <n>", "steps before them", "4")
      .option("--rounds <n>", "turns of each", "3")
      .option("--data <folder>", "a folder with the data set's files")
      .option("--json", "JSON on stdout");
  },
  argument: z.object({
    ...typedTraining(configured),
    ...{ peers: flag, python: z.string().optional() },
    ...{ batchSize: counted("--batch-size"), steps: counted("--steps") },
    ...{ warmUp: counted("--warm-up"), rounds: counted("--rounds") },
    ...{ data: dataFolder, json: flag },
  }),
  run: async ({ peers: hasPeers, python, rounds, data: dataDirectory, json, ...typed }) => {
    const { batchSize, steps, warmUp, ...asked } = typed;
    const { network, inputSize } = checkRunConfig({ ...defaultRunConfig(), ...readTyped(asked) });
    const workload = { network, inputSize, batchSize, steps, warmUp };
    const progress = showProgressLater("Measuring", "turns");
    try {
      const report = await measureMachine(
        { workload, rounds, dataDirectory, hasPeers, python },
        { ...cliSurroundings(), onProgress: progress.reach, onTurn: progress.tell },
      );
      progress.end();
      if (json) printJson(report.findings);
      else printLine(formatBench(report));
    } finally {
      progress.end();
    }
  },
});
