import * as z from "zod";
import { timeLayers, type LayerPass, type LayerTimes } from "../../answers/timeLayers.js";
import { findEngine } from "../../engine/index.js";
import { checkRunConfig } from "../../run/checkConfig.js";
import { defaultRunConfig } from "../../run/config.js";
import { defineCommand } from "../command.js";
import { addMachineOptions, machineOf } from "../machineOptions.js";
import { counted, dataFolder, flag, typedMachine, typedTraining } from "../options/typed.js";
import { cliSurroundings } from "../surroundings.js";
import { formatTable, printJson, printLine } from "../terminal/output.js";
import { withProgress } from "../terminal/progress.js";
import { addTrainingOptions, readTyped } from "../trainingOptions.js";

const configured = ["network", "engine", "precision", "batchSize"] as const;

export const layers = defineCommand({
  id: "layers",
  summary: "How long each layer takes in a training step, the longest first.",
  declare: (command) => {
    const { network, engine, precision, batchSize } = defaultRunConfig();
    const defaults = { network, engine, precision, batchSize: String(batchSize) };
    addTrainingOptions(command, configured, defaults)
      .option("--rounds <n>", "timings, of which each layer's median counts", "5")
      .option("--data <folder>", "a folder with the data set's files", "")
      .option("--json", "JSON on stdout");
    addMachineOptions(command);
  },
  argument: z.object({
    ...typedTraining(configured),
    ...{ rounds: counted("--rounds"), data: dataFolder, json: flag },
    ...typedMachine,
  }),
  run: async ({ rounds, data: dataDirectory, json, ...typed }) => {
    const config = checkRunConfig({ ...defaultRunConfig(), ...readTyped(typed) });
    const surroundings = cliSurroundings(machineOf(typed));
    const times = await withProgress("Timing the layers", "steps", (onProgress) =>
      timeLayers({ config, rounds, dataDirectory }, { ...surroundings, onProgress }),
    );
    const { engine, precision, batchSize, nodes } = times;
    if (json) printJson({ engine, precision, batchSize, nodes });
    else printLine(toTable(times));
  },
});

function toTable({ engine, batchSize, layers, milliseconds }: LayerTimes): string {
  const cells = (pass: LayerPass | null): readonly string[] => [
    pass?.milliseconds.toFixed(1) ?? "–",
    pass?.gigaflops?.toFixed(0) ?? "–",
  ];
  const rows = layers.map(({ id, forward, backward, share }) => [
    ...[id, ...cells(forward), ...cells(backward)],
    `${(100 * share).toFixed(1)} %`,
  ]);
  const header = ["layer", "forward ms", "GFLOP/s", "backward ms", "GFLOP/s", "share"];
  const total = ["all", "", "", milliseconds.toFixed(1), "", ""];
  const table = formatTable([header, ...rows, total], new Set([1, 2, 3, 4, 5]));
  return `${findEngine(engine)?.title ?? engine}, batch ${batchSize}:\n${table}`;
}
