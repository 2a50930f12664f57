import { open } from "node:fs/promises";
import { codeOf } from "../messages/errorCode.js";

/**
 * Makes what was named in a folder last: a file's new name is in the folder, and is lost in a power
 * cut where only the file was synced. Windows keeps names itself and opens no folders.
 */
export async function syncFolder(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(directory, "r");
  try {
    await folder.sync();
  } catch (error) {
    // Some network file systems sync no folders.
    if (!canNot.includes(codeOf(error))) throw error;
  } finally {
    await folder.close();
  }
}

const canNot: readonly unknown[] = ["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];
