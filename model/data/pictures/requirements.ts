import path from "node:path";
import { type Message, says, sentences } from "../../messages/message.js";
import { UsageError } from "../../messages/userError.js";
import { visibleText } from "../../messages/visibleText.js";
import type { LeftOut, PictureForm } from "../dataset.js";
import { namesOf } from "../namesOf.js";
import type { PictureFolder } from "./classFolders.js";
import type { DecodedPictures } from "./decodePictures.js";
import type { Split } from "./split.js";

/** Each picture that is predicted is asked about every class. */
const mostClasses = 1000;
/** What decoded pictures may take in memory, and the same on disk. */
const mostBytes = 2e9;
const colors = 3;

/** The classes of the training pictures; throws a UsageError where they are no classes to tell apart. */
export function requireClasses(directory: string, folder: PictureFolder): readonly string[] {
  const { train, test } = folder;
  const { classNames } = train;
  const remedy = { remedy: "data" } as const;
  if (classNames.length < 2) throw tooFewClasses(directory, folder);
  if (classNames.length > mostClasses) {
    throw new UsageError(
      says("The folder {0} has {1} classes.", directory, classNames.length),
      says("At most {0} can be told apart here.", mostClasses),
      "Choose a folder with one subfolder a class, or leave classes out.",
      remedy,
    );
  }
  const strange = (test?.classNames ?? []).filter((name) => !classNames.includes(name));
  if (strange.length > 0) {
    throw new UsageError(
      says("The test pictures in {0} have classes that the training pictures lack.", directory),
      says("Only in the test: {0}.", namesOf(strange)),
      "Give both parts the same subfolders.",
      remedy,
    );
  }
  return classNames;
}

function tooFewClasses(directory: string, { train, lonePart }: PictureFolder): UsageError {
  const [only] = train.classNames;
  const unread = train.leftOut.find(({ isUnreadable }) => isUnreadable);
  const example = unread === undefined ? "" : leftOutText(unread);
  if (only !== undefined && only === lonePart?.name) {
    const { name, missing } = lonePart;
    return new UsageError(
      says("The folder {0} has the part {1} and lacks the part {2}.", directory, name, missing),
      sentences(
        "Where a folder has a part to train on and one for the test, each has one subfolder a class.",
        example,
      ),
      says(
        "Put {0} beside it, or choose {1} itself: a fifth of it is then for the test.",
        ...[missing, path.join(directory, name)],
      ),
      { remedy: "data" },
    );
  }
  return new UsageError(
    only === undefined
      ? says("The folder {0} has no pictures of any class.", directory)
      : says("The folder {0} has one class, {1}.", directory, visibleText(only)),
    sentences(
      "A network learns to tell classes apart: it needs two subfolders or more, each with the pictures of one class.",
      example,
    ),
    "Sort the pictures into subfolders, one a class, or choose another folder.",
    { remedy: "data" },
  );
}

/** Throws a UsageError where the decoded pictures would take more memory than they may. */
export function requireRoom({ train, test }: Split, { inputSize }: PictureForm): void {
  const count = train.length + test.length;
  const [height, width] = inputSize;
  const bytes = count * height * width * colors;
  if (bytes <= mostBytes) return;
  throw new UsageError(
    says(
      "{0} pictures of {1}×{2} pixels take {3} MB.",
      ...[count, height, width, Math.ceil(bytes / 1e6)],
    ),
    says("At most {0} MB are held in memory.", mostBytes / 1e6),
    "Choose a smaller input size, or fewer pictures.",
    { remedy: "data" },
  );
}

/** Throws a UsageError where too many files are no pictures to train on what is left. */
export function requireExamples(
  directory: string,
  classNames: readonly string[],
  { train, test, unreadable }: DecodedPictures,
): void {
  const trained = new Set(train.labels);
  const empty = classNames.filter((_, label) => !trained.has(label));
  const [first] = unreadable;
  const example =
    first === undefined ? "" : says("Such as {0}: {1}", visibleText(first.file), first.why);
  if (empty.length > 0) {
    throw new UsageError(
      says("The folder {0} has classes without a picture to train on.", directory),
      sentences(says("None can be read of: {0}.", namesOf(empty)), example),
      "Add pictures to them, or take their subfolders away.",
      { remedy: "data" },
    );
  }
  if (test.count > 0) return;
  throw new UsageError(
    says("The folder {0} has no picture to test on.", directory),
    sentences(
      "Each class needs two pictures that can be read, or the folder a test part.",
      example,
    ),
    "Add pictures, or choose another folder.",
    { remedy: "data" },
  );
}

/** Of what is missing among the classes, perhaps a whole one. */
export function leftOutText({ file, why }: LeftOut): Message {
  return says("Left out is {0}: {1}", visibleText(file), why);
}
