import * as z from "zod";
import { predictImages, type Predictions } from "../../answers/predictImages.js";
import { defineCommand } from "../command.js";
import { flag, runFolder } from "../options/typed.js";
import { cliSurroundings } from "../surroundings.js";
import { formatTable, printAnswer } from "../terminal/output.js";
import { withProgress } from "../terminal/progress.js";

export const predict = defineCommand({
  id: "predict",
  summary: "What a run's newest checkpoint takes pictures for: the three likeliest classes.",
  declare: (command) =>
    command
      .argument("<run-dir>", "the run's folder")
      .argument("<image...>", "PNG, JPEG or WebP files of any size and color")
      .option("--engine <id>", "auto, or one of: googlenet engines (default: the run's)")
      .option("--json", "JSON on stdout"),
  argument: z.object({
    ...{ runDir: runFolder, image: z.array(z.string()) },
    ...{ engine: z.string().optional(), json: flag },
  }),
  run: async ({ runDir: runDirectory, image: images, engine, json }) => {
    const surroundings = cliSurroundings();
    const predictions = await withProgress("Predicting", "images", (onProgress) =>
      predictImages({ runDirectory, images, engine }, { ...surroundings, onProgress }),
    );
    printAnswer(predictions, json, toTable);
  },
});

function toTable({ predictions }: Predictions): string {
  return formatTable(
    predictions.map(({ image, classes }) => [
      image,
      ...classes.map(({ name, probability }) => `${name} ${(100 * probability).toFixed(1)} %`),
    ]),
  );
}
