import * as z from "zod";
import { evaluateRun, type RunEvaluation } from "../../answers/evaluateRun.js";
import { defineCommand } from "../command.js";
import { cliSurroundings } from "../surroundings.js";
import { dataFolder, flag, runFolder } from "../options/typed.js";
import { formatTable, printAnswer } from "../terminal/output.js";
import { withProgress } from "../terminal/progress.js";

export const evaluate = defineCommand({
  id: "evaluate",
  summary: "Loss and accuracy of a run's newest checkpoint on the test set, class by class.",
  declare: (command) =>
    command
      .argument("<run-dir>", "the run's folder")
      .option("--engine <id>", "auto, or one of: googlenet engines (default: the run's)")
      .option("--data <folder>", "a folder with the data set's files")
      .option("--json", "JSON on stdout"),
  argument: z.object({
    ...{ runDir: runFolder, engine: z.string().optional() },
    ...{ data: dataFolder, json: flag },
  }),
  run: async ({ runDir: runDirectory, engine, data: dataDirectory, json }) => {
    const surroundings = cliSurroundings();
    const evaluation = await withProgress("Evaluating", "images", (onProgress) =>
      evaluateRun({ runDirectory, engine, dataDirectory }, { ...surroundings, onProgress }),
    );
    printAnswer(evaluation, json, toTable);
  },
});

function toTable({ examples, loss, accuracy, classes }: RunEvaluation): string {
  const all = { name: "all", examples, loss, accuracy };
  return formatTable(
    [
      ["class", "examples", "loss", "accuracy"],
      ...[...classes, all].map((each) => [
        each.name,
        `${each.examples}`,
        each.loss.toFixed(4),
        each.accuracy.toFixed(4),
      ]),
    ],
    new Set([1, 2, 3]),
  );
}
