import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../messages/errorCode.js";
import { type Message, says, sentences } from "../messages/message.js";
import { saidBy } from "../messages/saidError.js";

/**
 * Makes a folder and those above it, one by one, where they are missing: Node's own recursive way
 * never ends below /proc. False where it is there already. Throws what the system says of the first that cannot be made.
 */
export async function makeFolder(directory: string): Promise<boolean> {
  try {
    return await makeLast(directory);
  } catch (error) {
    const parent = path.dirname(directory);
    if (codeOf(error) !== "ENOENT" || parent === directory) throw error;
    await makeFolder(parent);
    return makeLast(directory);
  }
}

/** Others may make the same one at any moment, so what counts is that it is there in the end. */
async function makeLast(directory: string): Promise<boolean> {
  try {
    await mkdir(directory);
    return true;
  } catch (error) {
    if (await isFolder(directory)) return false;
    throw error;
  }
}

/** As `makeFolder`, and throws also where nothing can be written into it. */
export async function makeWritableFolder(directory: string): Promise<void> {
  await makeFolder(directory);
  // Rights alone do not tell: a file system may be read-only, or take no files at all.
  await rmdir(await mkdtemp(path.join(directory, ".writable-")));
}

/** Of a folder and those above it the first that is missing, from the top; null where it is there. */
export function firstMissing(directory: string): string | null {
  if (existsSync(directory)) return null;
  const parent = path.dirname(directory);
  return parent === directory ? directory : (firstMissing(parent) ?? directory);
}

/** Removes a folder and those above it up to `first`, as far as they are empty. */
export async function removeEmpty(directory: string, first: string | null): Promise<void> {
  if (first === null) return;
  try {
    await rmdir(directory);
  } catch {
    // Somebody has put something there meanwhile.
    return;
  }
  if (directory !== first) await removeEmpty(path.dirname(directory), first);
}

const reasons: Readonly<Record<string, Message>> = {
  ENOTDIR: says("A file is where a folder would have to be."),
  EEXIST: says("A file is where a folder would have to be."),
  ENAMETOOLONG: says("Its name is too long."),
  EACCES: says("You may not write there."),
  EPERM: says("You may not write there."),
  EROFS: says("It is on a file system that cannot be written."),
  ENOENT: says("The system makes no folders there."),
  ENOSPC: says("The disk is full."),
  EDQUOT: says("Your share of the disk is full."),
  ELOOP: says("Its links lead in a circle."),
  EISDIR: says("A folder is where a file would have to be."),
};

/** Why a folder could not be made or written, or a file in it, in a sentence. */
export function folderReason(error: unknown): Message {
  return reasons[codeOf(error) ?? ""] ?? sentences(saidBy(error));
}

/** Whether a folder is there, through links. */
export async function isFolder(directory: string): Promise<boolean> {
  const status = await stat(directory).catch(() => undefined);
  return status?.isDirectory() === true;
}
