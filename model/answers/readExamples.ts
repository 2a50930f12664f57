import { imageWayOf, type ImageWay } from "../asking/imageWay.js";
import type { Examples } from "../data/dataset.js";
import type { RecordedRun } from "../folder/runRecord.js";
import { readImage } from "../images/readImage.js";
import type { Text } from "../messages/message.js";

/**
 * Pictures from files as a run's network is fed with them, whatever they show; `log` is told what was made
 * of them. Throws a UsageError for a file that cannot be read.
 */
export async function readExamples(
  files: readonly string[],
  run: RecordedRun,
  log: (message: Text) => void,
): Promise<Examples> {
  const { shape, imageOf } = imageWayOf(run);
  const images = await readImages(files, imageOf, log);
  const length = shape.height * shape.width * shape.channels;
  const all = new Uint8Array(images.length * length);
  images.forEach((image, place) => {
    all.set(image, place * length);
  });
  const { length: count } = images;
  return { ...shape, count, images: all, labels: new Uint8Array(count) };
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
