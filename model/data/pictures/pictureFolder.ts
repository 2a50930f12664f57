import { createHash } from "node:crypto";
import path from "node:path";
import { cacheDirectory } from "../../host/cache.js";
import { codeOf } from "../../messages/errorCode.js";
import { type Message, says } from "../../messages/message.js";
import type { Dataset, DatasetProvider, LoadOptions } from "../dataset.js";
import { requireFolder, unusableFolder } from "../places.js";
import { hasPictures, listPictures, type PictureFolder } from "./classFolders.js";
import { decodePictures, type DecodedPictures } from "./decodePictures.js";
import { PictureCache } from "./pictureCache.js";
import { requireClasses, requireExamples, requireRoom } from "./requirements.js";
import { splitBySeed, type Split } from "./split.js";

const title = "Pictures";

/** A person's own pictures, one folder a class. */
export const pictureFolder: DatasetProvider = {
  id: "folder",
  title,
  isPublished: false,
  files: says("folders of PNG, JPEG or WebP pictures, one a class"),
  recognizes: (directory) => hasPictures(directory),
  requireFolder: async (directory) => {
    await requireFolder(directory);
  },
  load,
};

async function load({ directory: chosen, ...asked }: LoadOptions): Promise<Dataset> {
  const directory = await requireFolder(chosen);
  const options = { ...asked, directory };
  const { form, report } = options;
  report(says("Looking through the pictures in {0}", directory), null);
  const folder = await listPictures(directory, options.signal).catch((error: unknown) => {
    throw codeOf(error) === undefined ? error : unusableFolder(directory, error);
  });
  const classNames = requireClasses(directory, folder);
  const split = splitOf(folder, form.seed);
  requireRoom(split, form);
  const decoded = await decodedOf(split, classNames, options);
  requireExamples(directory, classNames, decoded);
  const { train, test, unreadable } = decoded;
  return {
    ...{ id: pictureFolder.id, title: path.basename(directory) || title, source: directory },
    ...{ classNames, train, test },
    checksums: { pictures: fingerprintOf(split) },
    remarks: remarksOn(folder, options.form),
    leftOut: [...unreadable, ...folder.train.leftOut, ...(folder.test?.leftOut ?? [])],
  };
}

/** In the words of what a person may expect of torchvision. */
function remarksOn({ test }: PictureFolder, { seed }: LoadOptions["form"]): readonly Message[] {
  return [
    says(
      "Each picture is scaled until its shorter side fits, and the middle is cut out: nothing is distorted, and what lies at the ends of the longer side is not seen.",
    ),
    says("What is transparent lies on white."),
    test === null
      ? says("A fifth of each class is for the test, chosen by the seed, {0}.", seed)
      : says("The folder has a part to train on and one for the test."),
  ];
}

function splitOf({ train, test }: PictureFolder, seed: number): Split {
  if (test === null) return splitBySeed(train.pictures, seed);
  return { train: train.pictures, test: test.pictures };
}

async function decodedOf(
  split: Split,
  classNames: readonly string[],
  options: LoadOptions,
): Promise<DecodedPictures> {
  const { directory, form, report } = options;
  const folder = path.join(cacheDirectory(), "pictures");
  const cache = new PictureCache(folder, { place: directory, split, size: form.inputSize });
  const kept = await cache.read();
  if (kept !== null) return kept;
  report(says("Reading the pictures: {0} of {1}", 0, split.train.length + split.test.length), 0);
  const decoded = await decodePictures(split, classNames, options);
  if (decoded.isLasting) await cache.write(decoded);
  return decoded;
}

/** Of what a run's batches follow from, so that it is noticed where that has changed. */
function fingerprintOf({ train, test }: Split): string {
  const sum = createHash("sha256");
  for (const part of [train, test]) {
    for (const { file, bytes } of part) sum.update(JSON.stringify([file.normalize("NFC"), bytes]));
    sum.update("\n");
  }
  return sum.digest("hex");
}
