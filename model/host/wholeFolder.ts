import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { makeDirectory, namesIn } from "./files.js";
import { isProcessRunning } from "./process.js";
import { renameDurably } from "./renameDurably.js";
import { renameWithPatience } from "./renameWithPatience.js";
import { codeOf } from "../messages/errorCode.js";

const prefix = ".unfinished-";
const mostLostRaces = 20;

export interface WholeFolder {
  /** Its final path. */
  readonly target: string;
  /** Fills a new folder elsewhere; whatever it throws leaves nothing behind. */
  readonly fill: (directory: string) => Promise<void>;
  /** True if what is at `target` already can be used. */
  readonly isWhole: () => Promise<boolean>;
}

/**
 * Fills a new folder and moves it to its place in one step, so that a folder of that name is always
 * whole. One that another process made meanwhile is kept; what a killed process left is removed.
 */
export async function makeWhole({ target, fill, isWhole }: WholeFolder): Promise<void> {
  const parent = path.dirname(target);
  await makeDirectory(parent);
  await removeAbandoned(parent);
  const directory = await mkdtemp(path.join(parent, `${prefix}${process.pid}-`));
  try {
    const filled = path.join(directory, "filled");
    await mkdir(filled);
    await fill(filled);
    await place(filled, { target, isWhole });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Others may place theirs at any moment between two of our calls, so a lost race begins again. */
async function place(
  filled: string,
  { target, isWhole }: Pick<WholeFolder, "target" | "isWhole">,
): Promise<void> {
  for (let lost = 0; !(await isWhole()); lost++) {
    await renameWithPatience(target, `${filled}-instead-of-${lost}`).catch(ignoreMissing);
    try {
      await renameDurably(filled, target);
      return;
    } catch (error) {
      if (lost === mostLostRaces) throw error;
    }
  }
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}

/** Removes folders whose process is gone. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await namesIn(parent)) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number.parseInt(name.slice(prefix.length), 10);
    if (!isProcessRunning(owner))
      await rm(path.join(parent, name), { recursive: true, force: true });
  }
}
