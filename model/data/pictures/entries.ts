import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { linkReason } from "../../messages/fileReason.js";
import type { Message } from "../../messages/message.js";

const pictureName = /\.(?:png|jpe?g|webp)$/iu;
/** What systems put beside files, and what nobody means. */
const unmeant = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/iu;

export interface FolderEntry {
  readonly name: string;
  readonly isLink: boolean;
}

/** A link that leads to nothing that could be read. */
export interface BrokenLink {
  readonly name: string;
  readonly why: Message;
}

/** What lies in a folder, each in the order of the names, the same on every system. */
export interface Entries {
  readonly files: readonly string[];
  readonly folders: readonly FolderEntry[];
  readonly broken: readonly BrokenLink[];
}

/** A link counts as what it leads to. Rejects with the system's error where the folder cannot be read. */
export async function entriesOf(directory: string): Promise<Entries> {
  const files: string[] = [];
  const folders: FolderEntry[] = [];
  const broken: BrokenLink[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const { name } = entry;
    if (unmeant.test(name)) continue;
    const isLink = entry.isSymbolicLink();
    const kind = isLink ? await kindOfLink(directory, name) : kindOf(entry);
    if (kind === "file") files.push(name);
    else if (kind === "folder") folders.push({ name, isLink });
    else broken.push({ name, why: kind });
  }
  return {
    files: files.sort(byCodePoints),
    folders: folders.sort((one, other) => byCodePoints(one.name, other.name)),
    broken: broken.sort((one, other) => byCodePoints(one.name, other.name)),
  };
}

export function isPictureName(name: string): boolean {
  return pictureName.test(name);
}

/** No language's order, which would be another one elsewhere. */
export function byCodePoints(one: string, other: string): number {
  const [a, b] = [one.normalize("NFC"), other.normalize("NFC")];
  return a < b ? -1 : Number(a > b);
}

type Kind = "file" | "folder";

function kindOf(target: { isDirectory(): boolean }): Kind {
  return target.isDirectory() ? "folder" : "file";
}

/** Of what it leads to; why it leads to nothing. What should be a picture is told so when it is read. */
async function kindOfLink(directory: string, name: string): Promise<Kind | Message> {
  return stat(path.join(directory, name)).then(kindOf, (error: unknown) =>
    isPictureName(name) ? "file" : linkReason(error),
  );
}
