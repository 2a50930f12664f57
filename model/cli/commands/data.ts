import * as z from "zod";
import { previewData } from "../../answers/previewData.js";
import { previewSheet } from "../../answers/previewSheet.js";
import { englishOf } from "../../messages/translate.js";
import type { DataPreview } from "../../run/dataPreview.js";
import { defineCommand } from "../command.js";
import { inUsage } from "../options/inUsage.js";
import { flag, typedTraining } from "../options/typed.js";
import { untilEnding } from "../terminal/endings.js";
import { formatTable, printAnswer, printNote } from "../terminal/output.js";
import { pictureTarget } from "../terminal/pictureTarget.js";
import { trainConfig } from "../trainConfig.js";
import { addTrainingOptions } from "../trainingOptions.js";

const keys = ["dataset", "seed", "inputSize", "augment"] as const;
/** So many files stand in the text; JSON has all. */
const toldFiles = 20;

export const data = defineCommand({
  id: "data",
  summary:
    "What a folder would give a network to learn from: classes, counts, split, what is left out.",
  declare: (command) => {
    command.argument(
      "<folder>",
      "class folders of pictures, IDX files, or CIFAR-10's binary files",
    );
    addTrainingOptions(command, keys)
      .option("--pictures <file.png>", "writes sixteen pictures as the network will see them")
      .option("--json", "JSON on stdout");
  },
  argument: z.object({
    ...typedTraining(keys),
    ...{ folder: z.string(), pictures: z.string().optional(), json: flag },
  }),
  run: async ({ folder: directory, pictures, json, ...typed }) => {
    const form = trainConfig(typed);
    const { augment } = form;
    const target = await pictureTarget(pictures, [directory]);
    const question = { directory, dataset: typed.dataset, form, augment, signal: untilEnding() };
    const preview = await inUsage(() => previewData(question, (message) => printNote(message)));
    await target?.write(previewSheet(preview), whatIsShown(preview));
    printAnswer(preview, json, toText);
  },
});

function whatIsShown({ pictures, changed }: DataPreview): string {
  const more = changed.length === 0 ? "" : ", and below them what a step would make of them,";
  return `${pictures.length} pictures${more}`;
}

function toText({ title, dataset, source, input, size, ...preview }: DataPreview): string {
  const { classes, trainExamples, testExamples, leftOut, remarks } = preview;
  const [channels, ...inputSize] = input;
  const told = leftOut.slice(0, toldFiles).map(({ file, why }) => [file, englishOf(why)]);
  const more = leftOut.length - told.length;
  return [
    `${title} (${dataset}) in ${source}`,
    `${channels === 1 ? "gray" : "in color"}, ${size.join("×")} pixels, given to the network as ${inputSize.join("×")}`,
    ...remarks.map(englishOf),
    "",
    formatTable(
      [
        ["class", "training", "test"],
        ...classes.map(({ name, train, test }) => [name, `${train}`, `${test}`]),
        ["all", `${trainExamples}`, `${testExamples}`],
      ],
      new Set([1, 2]),
    ),
    ...(leftOut.length === 0 ? [] : ["", `left out: ${leftOut.length}`, formatTable(told)]),
    ...(more > 0 ? [`and ${more} more, all of them with --json`] : []),
  ].join("\n");
}
