import path from "node:path";
import { fileReason } from "../../messages/fileReason.js";
import { says } from "../../messages/message.js";
import type { LeftOut } from "../dataset.js";
import { byCodePoints, entriesOf, isPictureName } from "./entries.js";
import { joined, leaving, realPath, walkClass, type ListedPicture } from "./walkClass.js";

export interface ClassFolders {
  readonly classNames: readonly string[];
  readonly pictures: readonly ListedPicture[];
  readonly leftOut: readonly LeftOut[];
}

export interface PictureFolder {
  readonly train: ClassFolders;
  /** Null where the folder has no test set of its own. */
  readonly test: ClassFolders | null;
  /** One of the two parts as it is named, where the other is missing and it is therefore a class as any other. */
  readonly lonePart: LonePart | null;
}

export interface LonePart {
  readonly name: string;
  readonly missing: string;
}

/**
 * The pictures below the folder by their names, one subfolder a class, or the same in `train` and `test`.
 * Rejects with the system's error where the folder itself cannot be read; what is below it is then left out.
 */
export async function listPictures(directory: string, signal: AbortSignal): Promise<PictureFolder> {
  const names = (await entriesOf(directory)).folders.map(({ name }) => name);
  const partOf = (part: string) => names.find((name) => name.toLowerCase() === part);
  const [train, test] = [partOf("train"), partOf("test")];
  const classesOf = (part: string) => classesIn(directory, part, signal);
  if (train !== undefined && test !== undefined) {
    return { train: await classesOf(train), test: await classesOf(test), lonePart: null };
  }
  const lone = train ?? test;
  return {
    ...{ train: await classesOf(""), test: null },
    lonePart:
      lone === undefined ? null : { name: lone, missing: train === undefined ? "train" : "test" },
  };
}

/** Whether pictures lie in the folder, or in its subfolders and theirs; the first found is enough. */
export async function hasPictures(directory: string, depth = 2): Promise<boolean> {
  const { files, folders } = await entriesOf(directory).catch(() => ({ files: [], folders: [] }));
  if (files.some(isPictureName)) return true;
  if (depth === 0) return false;
  for (const { name } of folders) {
    if (await hasPictures(path.join(directory, name), depth - 1)) return true;
  }
  return false;
}

/** The first subfolder that cannot be read, and why; null where all can. */
export async function firstUnreadable(directory: string): Promise<LeftOut | null> {
  const { folders } = await entriesOf(directory).catch(() => ({ folders: [] }));
  for (const { name } of folders) {
    const fault = await entriesOf(path.join(directory, name)).then(
      () => null,
      (error: unknown) => leaving(`${name}/`, fileReason(error), true),
    );
    if (fault !== null) return fault;
  }
  return null;
}

async function classesIn(
  directory: string,
  part: string,
  signal: AbortSignal,
): Promise<ClassFolders> {
  const leftOut: LeftOut[] = [];
  const pictures: ListedPicture[] = [];
  const entries = await entriesOf(path.join(directory, part)).catch((error: unknown) => {
    if (part === "") throw error;
    leftOut.push(leaving(`${part}/`, fileReason(error), true));
    return { folders: [], files: [], broken: [] };
  });
  leftOut.push(
    ...entries.files.map((name) =>
      leaving(joined(part, name), says("It lies in no class's folder.")),
    ),
    ...entries.broken.map(({ name, why }) => leaving(joined(part, name), why, true)),
  );
  const place = { directory, part, real: await realPath(path.join(directory, part)), signal };
  const classNames: string[] = [];
  for (const folder of entries.folders) {
    const className = folder.name.normalize("NFC");
    const before = pictures.length;
    await walkClass({ ...place, className, pictures, leftOut }, folder);
    if (pictures.length > before) classNames.push(className);
  }
  return { classNames: classNames.sort(byCodePoints), pictures, leftOut };
}
