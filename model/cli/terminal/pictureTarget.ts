import { constants } from "node:fs";
import { access, realpath, writeFile } from "node:fs/promises";
import path from "node:path";
import { folderReason, isFolder } from "../../host/makeFolder.js";
import { englishOf } from "../../messages/translate.js";
import { UsageError } from "../../messages/userError.js";
import { printNote } from "./output.js";

/** A file that a picture is to be written to. */
export interface PictureTarget {
  /** Says what the picture shows; throws a UsageError where it can no longer be written. */
  write(png: Buffer, shown: string): Promise<void>;
}

/**
 * Where a person wants a picture of what a command tells, looked at before its work; null where none is wanted.
 * `asked` are the files that are asked about, and the folders whose files are: none of them is written over, and
 * none gets one more. Throws a UsageError where it may not or cannot lie.
 */
export async function pictureTarget(
  named: string | undefined,
  asked: readonly string[],
): Promise<PictureTarget | null> {
  if (named === undefined) return null;
  const file = path.resolve(named);
  const folder = path.dirname(file);
  const refuse = async (cause: unknown): Promise<never> => {
    if (!(await isFolder(folder))) throw refused(file, `There is no folder ${folder}.`, cause);
    throw refused(file, englishOf(folderReason(cause)), cause);
  };
  if (!(await isFolder(folder))) await refuse(undefined);
  if (await isFolder(file)) throw refused(file, "It is a folder.");
  if (!/\.png$/iu.test(file))
    throw refused(file, "It is a PNG file, so that its name ends in .png.");
  const real = path.join(await realpath(folder), path.basename(file));
  for (const each of asked) {
    const [input, target] = await Promise.all([realOf(path.resolve(each)), realOf(real)]);
    if (input === target) throw refused(file, "It is one of the pictures that are asked about.");
    if (isWithin(input, target))
      throw refused(file, `It would be one of the pictures in ${input}.`);
  }
  await access(folder, constants.W_OK).catch(refuse);
  return {
    write: async (png, shown) => {
      await writeFile(file, png).catch(refuse);
      printNote(`${shown} are in ${file}.`);
    },
  };
}

function refused(file: string, why: string, cause?: unknown): UsageError {
  const what = `The picture ${file} cannot be written.`;
  return new UsageError(what, why, "Name another file.", { cause });
}

/** Through links, as far as it is there. */
function realOf(file: string): Promise<string> {
  return realpath(file).catch(() => file);
}

function isWithin(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== "" && !way.startsWith("..") && !path.isAbsolute(way);
}
