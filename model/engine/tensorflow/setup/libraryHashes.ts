import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { downloadedOrigin, readComplete, type Library } from "./library.js";
import type { Machine } from "./machine.js";
import { libraryPlatform } from "./platform.js";

/** SHA-256 of the library's files in the package folder `tensorflow`, by their names. */
export async function hashLibraries(
  directory: string,
  machine: Machine,
): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const name of libraryPlatform(machine).libraries) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(path.join(directory, name)), hash);
    hashes[name] = hash.digest("hex");
  }
  return hashes;
}

/**
 * Whether a downloaded library is another one than was fetched; false where that is not known. That
 * it does not load proves nothing, since the fault may be in the surroundings.
 */
export async function isDamaged(
  { directory, origin }: Pick<Library, "directory" | "origin">,
  machine: Machine,
): Promise<boolean> {
  if (origin !== downloadedOrigin) return false;
  const { hashes } = (await readComplete(path.dirname(directory))) ?? {};
  if (hashes === undefined) return false;
  const found = await hashLibraries(directory, machine).catch(() => undefined);
  return found !== undefined && Object.entries(hashes).some(([name, hash]) => found[name] !== hash);
}
