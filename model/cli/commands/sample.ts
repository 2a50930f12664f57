import * as z from "zod";
import { copySample, type CopiedSample } from "../../answers/sample/copySample.js";
import { defineCommand } from "../command.js";
import { cliEnvironment } from "../environment.js";
import { flag, runFolder } from "../options/typed.js";
import { printAnswer } from "../terminal/output.js";

export const sample = defineCommand({
  id: "sample",
  summary: "Writes the trained run that comes along as an ordinary run's folder.",
  declare: (command) =>
    command
      .requiredOption("--output <folder>", "a folder that is new or holds no run")
      .option("--json", "JSON on stdout"),
  argument: z.object({ output: runFolder, json: flag }),
  run: async ({ output, json }) => {
    const { rootDirectory } = cliEnvironment();
    printAnswer(await copySample(rootDirectory, output), json, (copied) => toText(copied, output));
  },
});

function toText({ run, checkpoint }: CopiedSample, output: string): string {
  return `Run ${run} in ${output}, with the checkpoint ${checkpoint}`;
}
