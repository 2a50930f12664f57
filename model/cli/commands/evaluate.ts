import { Option } from "commander";
import { csvFormatRows } from "d3";
import * as z from "zod";
import { evaluateRun, type RunEvaluation } from "../../answers/evaluateRun.js";
import { confusionTable } from "../../metrics/testedClasses.js";
import { defineCommand } from "../command.js";
import { cliSurroundings } from "../surroundings.js";
import { dataFolder, flag, runFolder } from "../options/typed.js";
import { formatTable, printAnswer } from "../terminal/output.js";
import { withProgress } from "../terminal/progress.js";

export const evaluate = defineCommand({
  id: "evaluate",
  summary: "How a run's newest checkpoint does on the test set, class by class.",
  declare: (command) =>
    command
      .argument("<run-dir>", "the run's folder")
      .option("--confusion", "which classes (rows) are taken for which (columns)")
      .option("--engine <id>", "auto, or one of: googlenet engines (default: the run's)")
      .option("--data <folder>", "a folder with the data set's files")
      .addOption(new Option("--csv", "the table as CSV on stdout").conflicts("json"))
      .option("--json", "JSON on stdout"),
  argument: z.object({
    ...{ runDir: runFolder, engine: z.string().optional() },
    ...{ data: dataFolder, confusion: flag, csv: flag, json: flag },
  }),
  run: async ({ runDir: runDirectory, engine, data: dataDirectory, confusion, csv, json }) => {
    const surroundings = cliSurroundings();
    const evaluation = await withProgress("Evaluating", "images", (onProgress) =>
      evaluateRun({ runDirectory, engine, dataDirectory }, { ...surroundings, onProgress }),
    );
    const toRows = confusion ? confusionRows : classRows;
    printAnswer(evaluation, json, (answer) => {
      const rows = toRows(answer);
      // All but the names are numbers.
      const numbers = new Set((rows[0] ?? []).keys());
      numbers.delete(0);
      return csv ? csvFormatRows(rows.map((row) => [...row])) : formatTable(rows, numbers);
    });
  },
});

type Rows = readonly (readonly string[])[];

function classRows({ examples, loss, accuracy, classes }: RunEvaluation): Rows {
  const all = { name: "all", examples, loss, accuracy, precision: null };
  return [
    ["class", "examples", "loss", "accuracy", "precision"],
    ...[...classes, all].map((each) => [
      each.name,
      `${each.examples}`,
      each.loss.toFixed(4),
      each.accuracy.toFixed(4),
      each.precision?.toFixed(4) ?? "",
    ]),
  ];
}

function confusionRows({ classNames, confusion }: RunEvaluation): Rows {
  const table = confusionTable(confusion, classNames.length);
  return [
    ["class", ...classNames],
    ...classNames.map((name, label) => [name, ...(table[label] ?? []).map(String)]),
  ];
}
