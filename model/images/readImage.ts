import { lstat, readFile, stat } from "node:fs/promises";
import { fileReason, linkReason } from "../messages/fileReason.js";
import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";
import { UsageError } from "../messages/userError.js";
import { decodeImage } from "./decodeImage.js";
import { isBlank } from "./fashionImage.js";
import type { DecodedImage } from "./picture.js";

/** More than any picture of so many pixels as are read takes. */
const largestBytes = 500e6;

export interface ReadImage {
  readonly picture: DecodedImage;
  /** What a person should know of how it was taken, in sentences. */
  readonly remarks: readonly string[];
}

/** Throws a UsageError where the file is no picture. */
export async function readImage(file: string): Promise<ReadImage> {
  try {
    const picture = decodeImage(await readPictureFile(file));
    const remarks = [
      ...(picture.isAnimated ? ["It moves; its first picture is taken."] : []),
      ...(isBlank(picture) ? ["It is of one color: there is nothing to be seen on it."] : []),
    ];
    return { picture, remarks };
  } catch (error) {
    const what = `The image ${file} cannot be read.`;
    const action = "Name another picture.";
    throw new UsageError(what, fileReason(error), action, { cause: error });
  }
}

/** A pipe or a device may never end; throws what `fileReason` tells. */
export async function readPictureFile(file: string): Promise<Buffer> {
  const status = await stat(file).catch(async (error: unknown) => {
    const isLink = await isLinkAt(file);
    throw isLink ? new SaidError(linkReason(error), { cause: error }) : error;
  });
  if (status.isDirectory()) throw new SaidError(says("It is a folder."));
  if (!status.isFile()) throw new SaidError(says("It is no ordinary file."));
  if (status.size > largestBytes) {
    throw new SaidError(says("It is larger than {0} MB.", largestBytes / 1e6));
  }
  return readFile(file);
}

async function isLinkAt(file: string): Promise<boolean> {
  return lstat(file).then(
    (status) => status.isSymbolicLink(),
    () => false,
  );
}
