import path from "node:path";
import type { Command } from "commander";
import { evaluateClasses, type Evaluation } from "../../training/evaluateClasses.js";
import { requireCheckpoint } from "../../folder/checkpoint.js";
import { prepareRun } from "../../training/prepare.js";
import { readRunRecord } from "../../folder/runRecord.js";
import { requireDataFolder } from "../../data/requireDataFolder.js";
import { untilEnding } from "../terminal/endings.js";
import { cliEnvironment } from "../environment.js";
import { formatTable, printJson, printLine, printNote } from "../terminal/output.js";
import { showProgress } from "../terminal/progress.js";
import { watchedSession } from "../../answers/watchedSession.js";

interface EvaluateOptions {
  readonly data?: string;
  readonly engine?: string;
  readonly json?: boolean;
}

export function addEvaluate(program: Command): void {
  program
    .command("evaluate")
    .description("Loss and accuracy of a run's newest checkpoint on the test set, class by class.")
    .argument("<run-dir>", "the run's folder")
    .option("--engine <id>", "auto, or one of: googlenet engines (default: the run's)")
    .option("--data <folder>", "a folder with the data set's files")
    .option("--json", "JSON on stdout")
    .action(evaluateCommand);
}

async function evaluateCommand(folder: string, options: EvaluateOptions): Promise<void> {
  const runDirectory = path.resolve(folder);
  const { runId, config } = readRunRecord(runDirectory);
  await requireDataFolder(config.dataset, options.data);
  await requireCheckpoint(runDirectory);
  const environment = cliEnvironment();
  const signal = untilEnding();
  const prepared = await prepareRun(
    {
      config: { ...config, engine: options.engine ?? config.engine },
      ...{ runDirectory, resume: true },
      dataDirectory: options.data ?? "",
    },
    { environment, signal, log: printNote },
  );
  const { session, choice, program, dataset, from, passedOver } = prepared;
  passedOver.forEach(printNote);
  const progress = showProgress("Evaluating", dataset.test.count, "images");
  try {
    const { batchSize } = config;
    const atOnce = choice.engine.evaluationBatch({ program, batchSize });
    const watched = watchedSession(session, { progress, signal });
    const evaluation = await evaluateClasses(watched, dataset, atOnce);
    progress.end();
    const about = {
      run: runId,
      checkpoint: from?.file ?? null,
      step: from?.progress.step ?? 0,
      engine: choice.engine.id,
      dataset: dataset.id,
    };
    if (options.json === true) printJson({ ...about, ...evaluation });
    else printLine(toTable(evaluation));
  } finally {
    progress.end();
    session.close();
  }
}

function toTable({ examples, loss, accuracy, classes }: Evaluation): string {
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
