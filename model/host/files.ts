import { constants } from "node:fs";
import { access, lstat, readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import { UserError } from "../messages/userError.js";
import { folderReason, makeFolder } from "./makeFolder.js";
import { readOrdinaryFile } from "./ordinaryFile.js";
import { says } from "../messages/message.js";

export async function exists(location: string): Promise<boolean> {
  return access(location, constants.R_OK).then(
    () => true,
    () => false,
  );
}

/** False for anything that is no file: reading a pipe may never end. */
export async function isReadableFile(location: string): Promise<boolean> {
  const status = await stat(location).catch(() => undefined);
  return status?.isFile() === true && exists(location);
}

/** Makes a folder of the cache and those above it; throws a UserError if it cannot. */
export async function makeDirectory(directory: string): Promise<void> {
  try {
    await makeFolder(directory);
  } catch (error) {
    throw new UserError(
      says("The folder {0} cannot be made.", directory),
      folderReason(error),
      "Make it writable, or name another cache folder in the variable GOOGLENET_CACHE.",
      { cause: error },
    );
  }
}

/** A JSON file that fits the schema; undefined if it is missing, broken or of another form. */
export async function readJson<Schema extends z.ZodType>(
  location: string,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  try {
    const value: unknown = JSON.parse((await readOrdinaryFile(location)).toString("utf8"));
    return schema.safeParse(value).data;
  } catch {
    return undefined;
  }
}

/** The names in a folder; none if it cannot be read. */
export async function namesIn(directory: string): Promise<readonly string[]> {
  return readdir(directory).catch(() => []);
}

/** Bytes of all files below a folder, which may change meanwhile; links are not followed. */
export async function bytesBelow(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch(
    () => [],
  );
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const status = await lstat(path.join(entry.parentPath, entry.name)).catch(() => undefined);
    bytes += status?.size ?? 0;
  }
  return bytes;
}
