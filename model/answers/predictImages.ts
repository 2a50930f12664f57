import { askInBatches } from "../asking/askInBatches.js";
import { answersOf } from "../asking/scores.js";
import { openTrained, readTrained } from "../asking/trainedNetwork.js";
import type { Examples } from "../data/dataset.js";
import { findDataset } from "../data/index.js";
import { readRunRecord, type RecordedRun } from "../folder/runRecord.js";
import { fashionImage, fashionSide } from "../images/fashionImage.js";
import { fitPicture, toGray } from "../images/fitPicture.js";
import type { Picture } from "../images/picture.js";
import { readImage } from "../images/readImage.js";
import { scoresOf } from "../network/scores.js";
import type { RunConfig } from "../run/config.js";
import type { Surroundings } from "./surroundings.js";
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
  readonly checkpoint: string;
  readonly step: number;
  readonly predictions: readonly Prediction[];
}

export interface ClassProbability {
  readonly name: string;
  readonly probability: number;
}

export interface Prediction {
  readonly image: string;
  /** The likeliest first. */
  readonly classes: readonly ClassProbability[];
}

/** So many of the likeliest classes are told. */
const toldClasses = 3;

/** Images that are asked about at once. */
const atOnce = 16;

/** What a run's newest checkpoint takes pictures for. */
export async function predictImages(
  { runDirectory, images: files, engine }: PredictionQuestion,
  { onProgress, signal, environment, log }: Surroundings,
): Promise<Predictions> {
  const record = readRunRecord(runDirectory);
  const { runId, config, data } = record;
  const trained = await readTrained(runDirectory, record, log);
  const { shape, imageOf } = wayOf(config, data);
  const examples = examplesOf(await readImages(files, imageOf, log), shape);
  const value = scoresOf(trained.graph);
  const { session } = await openTrained(
    trained,
    { values: [value], images: shape, atOnce },
    { engine: engine ?? config.engine, environment, log },
  );
  try {
    const reach = (images: number): void => onProgress(images, files.length);
    reach(0);
    const scores = await askInBatches(session, examples, value, { atOnce, reach, signal });
    const answers = answersOf(scores, data.classNames.length);
    const predictions = files.map((image, place) => {
      const { probabilities = [] } = answers[place] ?? {};
      return { image, classes: likeliest(probabilities, data.classNames) };
    });
    return { run: runId, checkpoint: trained.file, step: trained.step, predictions };
  } finally {
    session.close();
  }
}

function likeliest(
  probabilities: readonly number[],
  classNames: readonly string[],
): readonly ClassProbability[] {
  return classNames
    .map((name, label) => ({ name, probability: probabilities[label] ?? NaN }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, toldClasses);
}

/** Images one behind the other; nobody knows what they show. */
function examplesOf(
  images: readonly Uint8Array[],
  shape: Pick<Examples, "height" | "width" | "channels">,
): Examples {
  const length = shape.height * shape.width * shape.channels;
  const all = new Uint8Array(images.length * length);
  images.forEach((image, place) => {
    all.set(image, place * length);
  });
  const { length: count } = images;
  return { ...shape, count, images: all, labels: new Uint8Array(count) };
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
