import { open, rm } from "node:fs/promises";
import { renameDurably } from "./renameDurably.js";

const temporary = /\.tmp-\d+$/u;

/** A reader sees the old file or the whole new one, also after a power cut. */
export async function writeDurably(target: string, contents: Uint8Array | string): Promise<void> {
  const unfinished = `${target}.tmp-${process.pid}`;
  try {
    const file = await open(unfinished, "w");
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameDurably(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Whether a file of this name is one that `writeDurably` has not finished, or never will. */
export function isUnfinished(name: string): boolean {
  return temporary.test(name);
}
