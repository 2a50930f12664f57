import { readFile, stat } from "node:fs/promises";
import { fileReason } from "../messages/fileReason.js";
import { UsageError } from "../messages/userError.js";
import { decodeImage } from "./decodeImage.js";
import { fashionImage, isBlank } from "./fashionImage.js";

/** More than any picture of so many pixels as are read takes. */
const largestBytes = 500e6;

export interface ReadImage {
  /** As one of Fashion-MNIST's. */
  readonly pixels: Uint8Array;
  /** What a person should know of how it was taken, in sentences. */
  readonly remarks: readonly string[];
}

/** Throws a UsageError where the file is no picture. */
export async function readImage(file: string): Promise<ReadImage> {
  try {
    const image = decodeImage(await readBytes(file));
    const pixels = fashionImage(image);
    const remarks = [
      ...(image.isAnimated ? ["It moves; its first picture is taken."] : []),
      ...(isBlank(image) ? ["It is of one color: there is nothing to be seen on it."] : []),
    ];
    return { pixels, remarks };
  } catch (error) {
    const what = `The image ${file} cannot be read.`;
    const action = "Name PNG or JPEG files.";
    throw new UsageError(what, fileReason(error), action, { cause: error });
  }
}

/** A pipe or a device may never end. */
async function readBytes(file: string): Promise<Buffer> {
  const status = await stat(file);
  if (status.isDirectory()) throw new Error("It is a folder.");
  if (!status.isFile()) throw new Error("It is no ordinary file.");
  if (status.size > largestBytes) {
    throw new Error(`It is larger than ${largestBytes / 1e6} MB.`);
  }
  return readFile(file);
}
