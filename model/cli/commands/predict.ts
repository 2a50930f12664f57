import * as z from "zod";
import { predictImages, type Predictions } from "../../answers/predictImages.js";
import { preparationSheet } from "../../answers/preparationSheet.js";
import { defineCommand } from "../command.js";
import { flag, runFolder } from "../options/typed.js";
import { cliSurroundings } from "../surroundings.js";
import { formatTable, printAnswer } from "../terminal/output.js";
import { pictureTarget } from "../terminal/pictureTarget.js";
import { withProgress } from "../terminal/progress.js";

export const predict = defineCommand({
  id: "predict",
  summary: "What a run's newest checkpoint takes pictures for: the three likeliest classes.",
  declare: (command) =>
    command
      .argument("<run-dir>", "the run's folder")
      .argument("<image...>", "PNG, JPEG or WebP files of any size and color")
      .option("--pictures <file.png>", "writes how each became what the network is fed with")
      .option("--engine <id>", "auto, or one of: googlenet engines (default: the run's)")
      .option("--json", "JSON on stdout"),
  argument: z.object({
    ...{ runDir: runFolder, image: z.array(z.string()) },
    ...{ pictures: z.string().optional(), engine: z.string().optional(), json: flag },
  }),
  run: async ({ runDir: runDirectory, image: images, pictures, engine, json }) => {
    const target = await pictureTarget(pictures, images);
    const surroundings = cliSurroundings();
    const predictions = await withProgress("Predicting", "images", (onProgress) =>
      predictImages({ runDirectory, images, engine }, { ...surroundings, onProgress }),
    );
    if (target !== null) {
      const sheet = preparationSheet(predictions.predictions.map(({ steps }) => steps));
      await target.write(sheet, "The steps of each picture's way, in a row of its own,");
    }
    printAnswer(withoutTiles(predictions), json, toTable);
  },
});

/** What is a decision, and how it was taken; pictures are no text. */
function withoutTiles({ predictions, ...of }: Predictions) {
  const told = predictions.map(({ image, steps, classes }) => ({
    image,
    steps: steps.map(({ id, isDone }) => ({ id, ...(isDone === null ? {} : { isDone }) })),
    classes,
  }));
  return { ...of, predictions: told };
}

function toTable({ predictions }: ReturnType<typeof withoutTiles>): string {
  return formatTable(
    predictions.map(({ image, steps, classes }) => [
      image,
      ...classes.map(({ name, probability }) => `${name} ${(100 * probability).toFixed(1)} %`),
      steps.flatMap(({ id, isDone }) => (isDone === false ? [] : [id])).join(", "),
    ]),
  );
}
