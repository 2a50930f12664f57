import type { Examples } from "../data/dataset.js";
import { findDataset } from "../data/index.js";
import type { RecordedRun } from "../folder/runRecord.js";
import { fashionImage, fashionSide } from "../images/fashionImage.js";
import { fitPicture, toGray } from "../images/fitPicture.js";
import type { Picture } from "../images/picture.js";
import { readImage } from "../images/readImage.js";
import type { Text } from "../messages/message.js";
import type { RunConfig } from "../run/config.js";

/**
 * Pictures from files as a run's network is fed with them, whatever they show; `log` is told what was made
 * of them. Throws a UsageError for a file that cannot be read.
 */
export async function readExamples(
  files: readonly string[],
  { config, data }: RecordedRun,
  log: (message: Text) => void,
): Promise<Examples> {
  const { shape, imageOf } = wayOf(config, data);
  const images = await readImages(files, imageOf, log);
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
