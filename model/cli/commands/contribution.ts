import * as z from "zod";
import { runContribution, type RunContribution } from "../../answers/runContribution.js";
import { defineCommand } from "../command.js";
import { counted, dataFolder, flag, runFolder } from "../options/typed.js";
import { cliSurroundings } from "../surroundings.js";
import { formatTable, printAnswer } from "../terminal/output.js";
import { withProgress } from "../terminal/progress.js";

export const contribution = defineCommand({
  id: "contribution",
  summary: "What each path gives to a run's network: the test set without one after the other.",
  declare: (command) =>
    command
      .argument("<run-dir>", "the run's folder")
      .option("--examples <count>", "the first examples of the test set (default: all)")
      .option("--engine <id>", "auto, or one of: googlenet engines (default: the run's)")
      .option("--data <folder>", "a folder with the data set's files")
      .option("--json", "JSON on stdout"),
  argument: z.object({
    ...{ runDir: runFolder, engine: z.string().optional(), data: dataFolder, json: flag },
    examples: counted("--examples").optional(),
  }),
  run: async ({ runDir: runDirectory, examples, engine, data: dataDirectory, json }) => {
    const surroundings = cliSurroundings();
    const answer = await withProgress("Taking paths away", "images", (onProgress) =>
      runContribution(
        { runDirectory, examples, engine, dataDirectory },
        { ...surroundings, onProgress },
      ),
    );
    printAnswer(answer, json, toText);
  },
});

function toText({ step, examples, accuracy, loss, paths }: RunContribution): string {
  return [
    `Step ${step}, ${examples} examples: accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}`,
    formatTable(
      [
        ["without", "accuracy", "lost", "loss", "answers changed"],
        ...paths.map((path) => [
          path.path,
          path.accuracy.toFixed(4),
          (accuracy - path.accuracy).toFixed(4),
          path.loss.toFixed(4),
          `${(100 * path.changed).toFixed(1)} %`,
        ]),
      ],
      new Set([1, 2, 3, 4]),
    ),
  ].join("\n");
}
