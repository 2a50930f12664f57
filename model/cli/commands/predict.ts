import path from "node:path";
import type { Command } from "commander";
import { classify, questionnaire, type ClassProbability } from "../../training/classify.js";
import { prepareTrained } from "../../training/prepare.js";
import { readRunRecord } from "../../folder/runRecord.js";
import { untilEnding } from "../terminal/endings.js";
import { cliEnvironment } from "../environment.js";
import { fashionSide } from "../../images/fashionImage.js";
import { readImage } from "../../images/readImage.js";
import { formatTable, printJson, printLine, printNote } from "../terminal/output.js";
import { showProgress } from "../terminal/progress.js";
import { watchedSession } from "../../answers/watchedSession.js";

interface PredictOptions {
  readonly engine?: string;
  readonly json?: boolean;
}

interface Prediction {
  readonly image: string;
  /** The likeliest first. */
  readonly classes: readonly ClassProbability[];
}

const shownClasses = 3;

export function addPredict(program: Command): void {
  program
    .command("predict")
    .description("What a run's newest checkpoint takes pictures for: the three likeliest classes.")
    .argument("<run-dir>", "the run's folder")
    .argument("<image...>", "PNG or JPEG files of any size and color")
    .option("--engine <id>", "auto, or one of: googlenet engines (default: the run's)")
    .option("--json", "JSON on stdout")
    .action(predictCommand);
}

async function predictCommand(
  folder: string,
  files: readonly string[],
  options: PredictOptions,
): Promise<void> {
  const runDirectory = path.resolve(folder);
  const { runId, config, classNames } = readRunRecord(runDirectory);
  const signal = untilEnding();
  const images = await readImages(files);
  const shape = { height: fashionSide, width: fashionSide, channels: 1 };
  const engine = options.engine ?? config.engine;
  const { session, from } = await prepareTrained(
    { config: { ...config, engine }, runDirectory },
    questionnaire(images, shape, classNames),
    { environment: cliEnvironment(), log: printNote },
  );
  const progress = showProgress("Predicting", files.length * classNames.length, "answers");
  try {
    const watched = watchedSession(session, { progress, signal });
    const predictions: Prediction[] = [];
    for (const [place, image] of files.entries()) {
      const classes = await classify(watched, classNames, place);
      predictions.push({ image, classes: classes.slice(0, shownClasses) });
    }
    progress.end();
    const about = { run: runId, checkpoint: from?.file ?? null, step: from?.progress.step ?? 0 };
    if (options.json === true) printJson({ ...about, predictions });
    else printLine(toTable(predictions));
  } finally {
    progress.end();
    session.close();
  }
}

/** One after the other: many at once would take more files and memory than there may be. */
async function readImages(files: readonly string[]): Promise<readonly Uint8Array[]> {
  const images: Uint8Array[] = [];
  const notes: string[] = [];
  for (const file of files) {
    const { pixels, remarks } = await readImage(file);
    images.push(pixels);
    notes.push(...remarks.map((remark) => `${file}: ${remark}`));
  }
  notes.forEach(printNote);
  return images;
}

function toTable(predictions: readonly Prediction[]): string {
  return formatTable(
    predictions.map(({ image, classes }) => [
      image,
      ...classes.map(({ name, probability }) => `${name} ${(100 * probability).toFixed(1)} %`),
    ]),
  );
}
