import * as z from "zod";
import { compareEngines, type EngineComparison } from "../../answers/compare/compareEngines.js";
import { checkRunConfig } from "../../run/checkConfig.js";
import { defaultRunConfig } from "../../run/config.js";
import { defineCommand } from "../command.js";
import { counted, dataFolder, flag, typedTraining } from "../options/typed.js";
import { cliSurroundings } from "../surroundings.js";
import { exitCodes } from "../terminal/exitCodes.js";
import { formatTable, printAnswer, printNote } from "../terminal/output.js";
import { addTrainingOptions, readTyped } from "../trainingOptions.js";

/**
 * Low, since rounding alone grows with it: at the chapter's 0.1 and two examples a step, one and two
 * workers of the same engine part by 8e-4 within twenty steps.
 */
const learningRate = 0.02;

const configured = ["batchSize", "learningRate", "seed"] as const;

export const compare = defineCommand({
  id: "compare",
  summary: "Train the same first steps on several engines; fails where their losses part.",
  declare: (command) => {
    const { seed } = defaultRunConfig();
    const defaults = { batchSize: "2", learningRate: String(learningRate), seed: String(seed) };
    command
      .argument("[engines...]", "two or more of: googlenet engines (default: all that can be used)")
      .option("--steps <n>", "training steps", "20");
    addTrainingOptions(command, configured, defaults)
      .option("--data <folder>", "a folder with the data set's files", "")
      .option("--json", "JSON on stdout");
  },
  argument: z.object({
    ...{ engines: z.array(z.string()), steps: counted("--steps") },
    ...typedTraining(configured),
    ...{ data: dataFolder, json: flag },
  }),
  run: async ({ engines, steps: maxSteps, data: dataDirectory, json, ...typed }) => {
    const config = checkRunConfig({
      ...{ ...defaultRunConfig(), precision: "float32" },
      ...{ ...readTyped(typed), maxSteps },
    });
    const comparison = await compareEngines(
      { engines, config, dataDirectory },
      {
        ...cliSurroundings(),
        onLoss: (engine, step, loss) =>
          printNote(`${engine}  step ${step}  loss ${loss.toFixed(6)}`),
      },
    );
    printAnswer(comparison, json, describeComparison);
    if (!comparison.isSame) process.exitCode = exitCodes.failed;
  },
});

function describeComparison({ reference, others, deviation, isSame }: EngineComparison): string {
  const header = ["step", `loss on ${reference.engine}`, ...others.map(({ engine }) => engine)];
  const rows = reference.losses.map((loss, step) => [
    String(step + 1),
    loss.toFixed(6),
    ...others.map(({ deviations }) => deviations[step]?.toExponential(1) ?? ""),
  ]);
  const table = formatTable([header, ...rows], new Set(header.keys()));
  const verdict = `Their losses differ by at most ${deviation.toExponential(1)} of them: ${
    isSame ? "the same but for rounding" : "NOT the same"
  }.`;
  return `${table}\n${verdict}`;
}
