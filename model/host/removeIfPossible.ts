import { rm } from "node:fs/promises";

/** For what is only in the way: a folder of its name stays, and so does a file that another program holds. */
export async function removeIfPossible(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined);
}
