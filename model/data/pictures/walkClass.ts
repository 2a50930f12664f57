import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { fileReason, linkReason } from "../../messages/fileReason.js";
import { type Message, says } from "../../messages/message.js";
import type { LeftOut } from "../dataset.js";
import { entriesOf, isPictureName, type FolderEntry } from "./entries.js";

/** A picture's file, found by its name; nothing is read of it yet. */
export interface ListedPicture {
  /** Below the folder, with `/` between its parts. */
  readonly file: string;
  readonly className: string;
  readonly bytes: number;
  readonly modified: number;
}

/** Where a class's folder lies, and where what is found below it is to be put: there may be a million files. */
interface Place {
  /** The folder of all pictures. */
  readonly directory: string;
  /** Below it, `train`, `test` or nothing. */
  readonly part: string;
  /** The path of that part without links. */
  readonly real: string;
  readonly className: string;
  readonly pictures: ListedPicture[];
  readonly leftOut: LeftOut[];
  readonly signal: AbortSignal;
}

/** A folder to look through. */
interface Folder {
  /** Below the folder of all pictures. */
  readonly folder: string;
  /** Its path without links. */
  readonly real: string;
}

/** A link to a folder, and that in which it lies. */
interface Link {
  readonly folder: string;
  readonly in: string;
}

interface Walk extends Omit<Place, "part" | "real"> {
  /** By their paths without links: a link may lead to where the walk has been, or is. */
  readonly seen: Set<string>;
  /** Followed in the end, so that what lies in the class itself is found there. */
  readonly links: Link[];
}

/** All below a class's folder, through links to folders too, but no folder twice. Rejects only with the signal's reason. */
export async function walkClass(
  { part, real, ...place }: Place,
  { name, isLink }: FolderEntry,
): Promise<void> {
  const { pictures, leftOut } = place;
  const before = pictures.length;
  const walk: Walk = { ...place, seen: new Set(), links: [] };
  const folder = joined(part, name);
  if (isLink) walk.links.push({ folder, in: real });
  else await lookThrough(walk, { folder, real: path.join(real, name) });
  for (let link = walk.links.shift(); link !== undefined; link = walk.links.shift()) {
    await follow(walk, link);
  }
  // Of the folder itself the last is told where it could not be looked through.
  if (pictures.length > before || leftOut.at(-1)?.file === `${folder}/`) return;
  leftOut.push(leaving(`${folder}/`, says("No picture is in this folder.")));
}

async function follow(walk: Walk, { folder, in: holder }: Link): Promise<void> {
  const place = path.join(walk.directory, folder);
  const real = await realpath(place).catch((error: unknown) => ({ why: linkReason(error) }));
  if (typeof real !== "string") walk.leftOut.push(leaving(`${folder}/`, real.why, true));
  else if (holds(real, holder)) {
    walk.leftOut.push(leaving(`${folder}/`, says("It is a link to a folder above it.")));
  } else await lookThrough(walk, { folder, real });
}

async function lookThrough(walk: Walk, { folder, real }: Folder): Promise<void> {
  walk.signal.throwIfAborted();
  if (walk.seen.has(real)) {
    const why = says("The pictures in this folder are taken by another way already.");
    walk.leftOut.push(leaving(`${folder}/`, why));
    return;
  }
  walk.seen.add(real);
  const entries = await entriesOf(path.join(walk.directory, folder)).catch((error: unknown) => ({
    why: fileReason(error),
  }));
  if ("why" in entries) {
    walk.leftOut.push(leaving(`${folder}/`, entries.why, true));
    return;
  }
  for (const name of entries.files) await list(walk, joined(folder, name));
  for (const { name, why } of entries.broken) {
    walk.leftOut.push(leaving(joined(folder, name), why, true));
  }
  for (const { name, isLink } of entries.folders) {
    if (isLink) walk.links.push({ folder: joined(folder, name), in: real });
    else await lookThrough(walk, { folder: joined(folder, name), real: path.join(real, name) });
  }
}

async function list({ directory, className, ...walk }: Walk, file: string): Promise<void> {
  if (!isPictureName(file)) {
    walk.leftOut.push(leaving(file, says("Its name is not that of a PNG, JPEG or WebP file.")));
    return;
  }
  const status = await stat(path.join(directory, file)).catch(() => null);
  walk.pictures.push({
    ...{ file, className },
    ...{ bytes: status?.size ?? 0, modified: status?.mtimeMs ?? 0 },
  });
}

/** Whether a folder is another one, or lies above it. */
function holds(folder: string, other: string): boolean {
  const way = path.relative(folder, other);
  return way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** The path without links; as it is where that cannot be told. */
export async function realPath(place: string): Promise<string> {
  return realpath(place).catch(() => path.resolve(place));
}

export function leaving(file: string, why: Message, isUnreadable = false): LeftOut {
  return { file, why, isUnreadable };
}

export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}
