import * as z from "zod";
import { soakEngine, type SoakFindings } from "../../answers/soak/soakEngine.js";
import { checkRunConfig } from "../../run/checkConfig.js";
import { defaultRunConfig } from "../../run/config.js";
import { defineCommand } from "../command.js";
import { counted, dataFolder, flag, typedTraining } from "../options/typed.js";
import { cliSurroundings } from "../surroundings.js";
import { exitCodes } from "../terminal/exitCodes.js";
import { printAnswer, printNote } from "../terminal/output.js";
import { withProgress } from "../terminal/progress.js";
import { addTrainingOptions, readTyped } from "../trainingOptions.js";

const configured = ["engine", "precision", "batchSize"] as const;
const defaults = { engine: "auto", precision: "float32", batchSize: "16" };

export const soak = defineCommand({
  id: "soak",
  summary: "Train on and on and see whether the memory stays flat; fails where it grows.",
  declare: (command) =>
    addTrainingOptions(command.option("--steps <n>", "training steps", "2000"), configured, {
      ...defaults,
    })
      .option("--thin", "the thin network of engines --verify, and batches of four at most")
      .option("--data <folder>", "a folder with the data set's files")
      .option("--json", "JSON on stdout"),
  argument: z.object({
    ...typedTraining(configured),
    ...{ steps: counted("--steps"), thin: flag, data: dataFolder, json: flag },
  }),
  run: async ({ steps, thin: isThin, data: dataDirectory, json, ...typed }) => {
    const config = checkRunConfig({ ...defaultRunConfig(), ...readTyped(typed) });
    const surroundings = {
      ...cliSurroundings(),
      onSample: ({ step, bytes }: SoakFindings["samples"][number]) =>
        printNote(`step ${step}  ${(bytes / 1e6).toFixed(0)} MB resident`),
    };
    const findings = await withProgress("Soaking", "steps", (onProgress) =>
      soakEngine({ config, steps, isThin, dataDirectory }, { ...surroundings, onProgress }),
    );
    printAnswer(findings, json, describeGrowth);
    if (!findings.isFlat) process.exitCode = exitCodes.failed;
  },
});

function describeGrowth({ growth, isFlat }: SoakFindings): string {
  if (growth === null) return "Too few steps to tell: take 200 or more.";
  const percent = `${(100 * growth).toFixed(2)} %`;
  return isFlat
    ? `The memory is flat: ${percent} from the second quarter of the steps to the last.`
    : `The memory grows: ${percent} from the second quarter of the steps to the last.`;
}
