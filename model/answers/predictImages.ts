import type { Examples } from "../data/dataset.js";
import { findDataset } from "../data/index.js";
import { readRunRecord, type RecordedRun } from "../folder/runRecord.js";
import { fashionImage, fashionSide } from "../images/fashionImage.js";
import { fitPicture, toGray } from "../images/fitPicture.js";
import type { Picture } from "../images/picture.js";
import { readImage } from "../images/readImage.js";
import { classify, questionnaire, type ClassProbability } from "../training/classify.js";
import { prepareTrained } from "../training/prepare.js";
import type { RunConfig } from "../run/config.js";
import type { Surroundings } from "./surroundings.js";
import { watchedSession } from "./watchedSession.js";
import type { Text } from "../messages/message.js";

export interface PredictionQuestion {
  /** An absolute path. */
  readonly runDirectory: string;
  /** PNG, JPEG or WebP files. */
  readonly images: readonly string[];
  /** The run's if left out. */
  readonly engine?: string | undefined;
}

export interface Predictions {
  readonly run: string;
  readonly checkpoint: string | null;
  readonly step: number;
  readonly predictions: readonly Prediction[];
}

export interface Prediction {
  readonly image: string;
  /** The likeliest first. */
  readonly classes: readonly ClassProbability[];
}

/** So many of the likeliest classes are told. */
const toldClasses = 3;

/** What a run's newest checkpoint takes pictures for. */
export async function predictImages(
  { runDirectory, images: files, engine }: PredictionQuestion,
  { onProgress, signal, ...surroundings }: Surroundings,
): Promise<Predictions> {
  const { runId, config, data } = readRunRecord(runDirectory);
  const { classNames } = data;
  const { shape, imageOf } = wayOf(config, data);
  const images = await readImages(files, imageOf, surroundings.log);
  const asked = { ...config, engine: engine ?? config.engine };
  const { session, from } = await prepareTrained(
    { config: asked, runDirectory },
    questionnaire(images, shape, classNames),
    surroundings,
  );
  try {
    const total = files.length * classNames.length;
    const reach = (answers: number): void => onProgress(answers, total);
    reach(0);
    const watched = watchedSession(session, { reach, signal });
    const predictions: Prediction[] = [];
    for (const [place, image] of files.entries()) {
      const classes = await classify(watched, classNames, place);
      predictions.push({ image, classes: classes.slice(0, toldClasses) });
    }
    const about = { run: runId, checkpoint: from?.file ?? null, step: from?.progress.step ?? 0 };
    return { ...about, predictions };
  } finally {
    session.close();
  }
}

/** How a picture becomes an image like those that a run was trained on. */
interface ImageWay {
  readonly shape: Pick<Examples, "height" | "width" | "channels">;
  readonly imageOf: (picture: Picture) => Uint8Array;
}

function wayOf({ dataset, inputSize }: RunConfig, { channels }: RecordedRun["data"]): ImageWay {
  // Photos of goods were made its images in a way of its own.
  if (findDataset(dataset)?.isPublished === true) {
    const shape = { height: fashionSide, width: fashionSide, channels: 1 };
    return { shape, imageOf: fashionImage };
  }
  const [height, width] = inputSize;
  const imageOf = (picture: Picture): Uint8Array => {
    const pixels = fitPicture(picture, height, width);
    return channels === 1 ? toGray(pixels) : pixels;
  };
  return { shape: { height, width, channels }, imageOf };
}

/** One after the other: many at once would take more files and memory than there may be. */
async function readImages(
  files: readonly string[],
  imageOf: ImageWay["imageOf"],
  log: (message: Text) => void,
): Promise<readonly Uint8Array[]> {
  const images: Uint8Array[] = [];
  const notes: string[] = [];
  for (const file of files) {
    const { pixels, remarks } = await readImage(file, imageOf);
    images.push(pixels);
    notes.push(...remarks.map((remark) => `${file}: ${remark}`));
  }
  notes.forEach((note) => log(note));
  return images;
}
