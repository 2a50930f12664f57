import * as z from "zod";
import { measureEngine } from "../../answers/bench/measureEngine.js";
import { checkRunConfig } from "../../run/checkConfig.js";
import { defaultRunConfig, precisions } from "../../run/config.js";
import { defineCommand } from "../command.js";
import { cliEnvironment } from "../environment.js";
import { printJsonLine } from "../terminal/output.js";
import { readTyped } from "../trainingOptions.js";

/** One turn of `bench`, in a process of its own. */
export const benchEngine = defineCommand({
  id: "bench-engine",
  summary: "",
  isHidden: true,
  declare: (command) =>
    command
      .argument("<engine>")
      .argument("<precision>")
      .argument("<data>")
      .argument("<network>")
      .argument("<inputSize>")
      .argument("<batchSize>")
      .argument("<steps>")
      .argument("<warmUp>"),
  argument: z.object({
    ...{ engine: z.string(), precision: z.enum(precisions), data: z.string() },
    ...{ network: z.string(), inputSize: z.string() },
    ...{ batchSize: z.coerce.number(), steps: z.coerce.number(), warmUp: z.coerce.number() },
  }),
  run: async ({ network, inputSize, ...turn }) => {
    const config = checkRunConfig({ ...defaultRunConfig(), ...readTyped({ network, inputSize }) });
    const measured = { network: config.network, inputSize: config.inputSize };
    printJsonLine(await measureEngine({ ...turn, ...measured }, cliEnvironment()));
  },
});
