import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { type Message, says } from "../../messages/message.js";
import type { LeftOut } from "../dataset.js";

/** A picture's file, found by its name; nothing is read of it yet. */
export interface ListedPicture {
  /** Below the folder, with `/` between its parts. */
  readonly file: string;
  readonly className: string;
  readonly bytes: number;
  readonly modified: number;
}

export interface ClassFolders {
  readonly classNames: readonly string[];
  readonly pictures: readonly ListedPicture[];
  readonly leftOut: readonly LeftOut[];
}

export interface PictureFolder {
  readonly train: ClassFolders;
  /** Null where the folder has no test set of its own. */
  readonly test: ClassFolders | null;
}

const pictureName = /\.(?:png|jpe?g|webp)$/iu;
/** What systems put beside files, and what nobody means. */
const unmeant = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/iu;

/** The pictures below the folder by their names, one subfolder a class, or the same in `train` and `test`. */
export async function listPictures(directory: string): Promise<PictureFolder> {
  const names = (await entriesOf(directory)).folders;
  const partOf = (part: string) => names.find((name) => name.toLowerCase() === part);
  const [train, test] = [partOf("train"), partOf("test")];
  if (train === undefined || test === undefined) {
    return { train: await classesIn(directory, ""), test: null };
  }
  return {
    train: await classesIn(directory, train),
    test: await classesIn(directory, test),
  };
}

/** Whether pictures lie in the folder, or in its subfolders and theirs; the first found is enough. */
export async function hasPictures(directory: string, depth = 2): Promise<boolean> {
  const { files, folders } = await entriesOf(directory).catch(() => ({ files: [], folders: [] }));
  if (files.some((name) => pictureName.test(name))) return true;
  if (depth === 0) return false;
  for (const name of folders) {
    if (await hasPictures(path.join(directory, name), depth - 1)) return true;
  }
  return false;
}

async function classesIn(directory: string, part: string): Promise<ClassFolders> {
  const { folders, files } = await entriesOf(path.join(directory, part));
  const leftOut = files.map((name) =>
    leaving(joined(part, name), says("It lies in no class's folder.")),
  );
  const classNames: string[] = [];
  const pictures: ListedPicture[] = [];
  for (const name of folders) {
    const found: ListedPicture[] = [];
    const className = name.normalize("NFC");
    await walk({ directory, className, found, leftOut }, joined(part, name));
    if (found.length === 0) {
      leftOut.push(leaving(`${joined(part, name)}/`, says("No picture is in this folder.")));
      continue;
    }
    classNames.push(className);
    pictures.push(...found);
  }
  return { classNames: classNames.sort(byCodePoints), pictures, leftOut };
}

function leaving(file: string, why: Message): LeftOut {
  return { file, why, isUnreadable: false };
}

interface Walk {
  readonly directory: string;
  readonly className: string;
  readonly found: ListedPicture[];
  readonly leftOut: LeftOut[];
}

async function walk(at: Walk, folder: string): Promise<void> {
  const { files, folders } = await entriesOf(path.join(at.directory, folder));
  for (const name of files) {
    const file = joined(folder, name);
    if (!pictureName.test(name)) {
      at.leftOut.push(leaving(file, says("Its name is not that of a PNG, JPEG or WebP file.")));
      continue;
    }
    const status = await stat(path.join(at.directory, file)).catch(() => null);
    at.found.push({
      ...{ file, className: at.className },
      ...{ bytes: status?.size ?? 0, modified: status?.mtimeMs ?? 0 },
    });
  }
  for (const name of folders) await walk(at, joined(folder, name));
}

interface Entries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** In the order of their names, the same on every system. Links to folders are not followed: they may lead into themselves. */
async function entriesOf(directory: string): Promise<Entries> {
  const files: string[] = [];
  const folders: string[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (unmeant.test(entry.name)) continue;
    if (entry.isDirectory()) folders.push(entry.name);
    else files.push(entry.name);
  }
  return { files: files.sort(byCodePoints), folders: folders.sort(byCodePoints) };
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}

/** No language's order, which would be another one elsewhere. */
function byCodePoints(one: string, other: string): number {
  const [a, b] = [one.normalize("NFC"), other.normalize("NFC")];
  return a < b ? -1 : Number(a > b);
}
