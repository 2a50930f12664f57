import path from "node:path";
import { decodeImage } from "../../images/decodeImage.js";
import { fitPicture } from "../../images/fitPicture.js";
import { readPictureFile } from "../../images/readImage.js";
import { codeOf } from "../../messages/errorCode.js";
import { fileReason } from "../../messages/fileReason.js";
import { says } from "../../messages/message.js";
import type { Examples, LeftOut, LoadOptions } from "../dataset.js";
import type { ListedPicture } from "./walkClass.js";
import { PictureTable } from "./pictureTable.js";
import type { Split } from "./split.js";

/** Decoded pictures, and those files that are none. */
export interface DecodedPictures {
  readonly train: Examples;
  readonly test: Examples;
  readonly unreadable: readonly LeftOut[];
}

/** The same, and whether it follows from the files alone. */
interface DecodedOnce extends DecodedPictures {
  /** False where the system gave one of them not: rights and drives change, and the files remain as they are. */
  readonly isLasting: boolean;
}

/** So often a person is told how far it is. */
const tellMs = 2000;

/** Reads every picture once, one after the other; rejects with the signal's reason where it is aborted. */
export async function decodePictures(
  split: Split,
  classNames: readonly string[],
  { directory, form, signal, report }: LoadOptions,
): Promise<DecodedOnce> {
  const labels = new Map(classNames.map((name, label) => [name, label]));
  const unreadable: LeftOut[] = [];
  const all = split.train.length + split.test.length;
  let isLasting = true;
  let done = 0;
  let told = performance.now();
  const fill = async (pictures: readonly ListedPicture[]): Promise<PictureTable> => {
    const table = new PictureTable(pictures.length, form.inputSize);
    for (const { file, className } of pictures) {
      signal.throwIfAborted();
      try {
        const picture = decodeImage(await readPictureFile(path.join(directory, file)));
        table.add(fitPicture(picture, ...form.inputSize), labels.get(className) ?? 0);
      } catch (error) {
        unreadable.push({ file, why: fileReason(error), isUnreadable: true });
        if (codeOf(error) !== undefined) isLasting = false;
      }
      done++;
      if (performance.now() - told < tellMs) continue;
      told = performance.now();
      report(says("Reading the pictures: {0} of {1}", done, all), done / all);
    }
    return table;
  };
  const [train, test] = [await fill(split.train), await fill(split.test)];
  if (train.channels !== test.channels) [train, test].forEach((table) => table.widen());
  return { train: train.examples(), test: test.examples(), unreadable, isLasting };
}
