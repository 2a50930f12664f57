import { imageWayOf } from "../asking/imageWay.js";
import { prepared, type Preparation } from "../asking/preparation.js";
import type { Examples } from "../data/dataset.js";
import type { RecordedRun } from "../folder/runRecord.js";
import { readImage } from "../images/readImage.js";
import type { Text } from "../messages/message.js";

export interface ReadExamples {
  readonly images: Examples;
  /** How each became one, in the order of the files. */
  readonly preparations: readonly Preparation[];
}

/**
 * Pictures from files as a run's network is fed with them, whatever they show; `log` is told what was made
 * of them. Throws a UsageError for a file that cannot be read.
 */
export async function readExamples(
  files: readonly string[],
  run: RecordedRun,
  log: (message: Text) => void,
): Promise<ReadExamples> {
  const way = imageWayOf(run);
  const preparations: Preparation[] = [];
  const notes: string[] = [];
  // One after the other: many at once would take more files and memory than there may be.
  for (const file of files) {
    const { picture, remarks } = await readImage(file);
    preparations.push(prepared(picture, way));
    notes.push(...remarks.map((remark) => `${file}: ${remark}`));
  }
  notes.forEach((note) => log(note));
  const { shape } = way;
  const length = shape.height * shape.width * shape.channels;
  const all = new Uint8Array(preparations.length * length);
  preparations.forEach(({ image }, place) => {
    all.set(image, place * length);
  });
  const count = preparations.length;
  return { images: { ...shape, count, images: all, labels: new Uint8Array(count) }, preparations };
}
