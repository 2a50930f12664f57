import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";

/** Bytes that this user can still write to a folder, which may be missing yet; null where the system does not tell. */
export async function freeBytes(directory: string): Promise<number | null> {
  const parent = path.dirname(directory);
  if (!existsSync(directory) && parent !== directory) return freeBytes(parent);
  try {
    const { bavail, bsize, blocks } = await statfs(directory);
    // Some file systems tell of no blocks at all.
    return blocks === 0 ? null : bavail * bsize;
  } catch {
    return null;
  }
}
