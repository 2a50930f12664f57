import * as z from "zod";
import { featureSheet, runFeatures, type RunFeatures } from "../../answers/runFeatures.js";
import { defineCommand } from "../command.js";
import { flag, runFolder } from "../options/typed.js";
import { cliSurroundings } from "../surroundings.js";
import { formatTable, printAnswer } from "../terminal/output.js";
import { pictureTarget } from "../terminal/pictureTarget.js";
import { withProgress } from "../terminal/progress.js";

/** So many of the strongest maps stand in the text; JSON has all. */
const toldMaps = 10;

export const features = defineCommand({
  id: "features",
  summary:
    "What a layer of a run's network makes of a picture: its feature maps, the strongest first.",
  declare: (command) =>
    command
      .argument("<run-dir>", "the run's folder")
      .argument("<image>", "a PNG, JPEG or WebP file of any size and color")
      .requiredOption(
        "--node <id>",
        "a layer, path, block or module: googlenet describe lists them",
      )
      .option("--output <file.png>", "writes all maps as a picture, in the order of the channels")
      .option("--engine <id>", "auto, or one of: googlenet engines (default: the run's)")
      .option("--json", "JSON on stdout"),
  argument: z.object({
    ...{ runDir: runFolder, image: z.string(), node: z.string() },
    ...{ output: z.string().optional(), engine: z.string().optional(), json: flag },
  }),
  run: async ({ runDir: runDirectory, output, json, ...question }) => {
    const target = await pictureTarget(output, [question.image]);
    const surroundings = cliSurroundings();
    const answer = await withProgress("Looking", "images", (onProgress) =>
      runFeatures({ runDirectory, ...question }, { ...surroundings, onProgress }),
    );
    await target?.write(featureSheet(answer), `${answer.maps.length} maps`);
    const { run, checkpoint, step, node, height, width, maps } = answer;
    printAnswer({ run, checkpoint, step, node, height, width, maps }, json, toText);
  },
});

function toText({ node, step, height, width, maps }: Omit<RunFeatures, "values">): string {
  const strongest = maps.slice(0, toldMaps);
  return [
    `${node} after step ${step}: ${maps.length} maps of ${height}×${width}`,
    formatTable(
      [
        ["channel", "mean", "largest"],
        ...strongest.map(({ channel, mean, largest }) => [
          `${channel}`,
          mean.toFixed(4),
          largest.toFixed(4),
        ]),
      ],
      new Set([0, 1, 2]),
    ),
  ].join("\n");
}
