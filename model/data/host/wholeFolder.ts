import { mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { exists, makeDirectory, namesIn } from "./files.js";

const prefix = ".unfinished-";

/**
 * Fills a new folder and moves it to `target` in one step, so that a folder of that name is always
 * whole. If another process was first, its folder is kept. What a killed process left is removed.
 */
export async function makeWhole(
  target: string,
  fill: (directory: string) => Promise<void>,
): Promise<void> {
  const parent = path.dirname(target);
  await makeDirectory(parent);
  await removeAbandoned(parent);
  const directory = await mkdtemp(path.join(parent, `${prefix}${process.pid}-`));
  try {
    await fill(directory);
    await moveInto(directory, target);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function moveInto(directory: string, target: string): Promise<void> {
  try {
    await rename(directory, target);
  } catch (error) {
    if (!(await exists(target))) throw error;
  }
}

/** Removes folders whose process is gone. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await namesIn(parent)) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number.parseInt(name.slice(prefix.length), 10);
    if (!isRunning(owner)) await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId)) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
