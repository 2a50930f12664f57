import path from "node:path";
import { UserError } from "../run/userError.js";
import { exists } from "./host/files.js";

/** A folder where a data set's files may lie, and how to name it to a person. */
export interface Place {
  readonly title: string;
  readonly directory: string;
}

/** The location of a file, packed or plain; undefined if neither is readable. */
export async function locate(directory: string, name: string): Promise<string | undefined> {
  for (const candidate of [`${name}.gz`, name]) {
    const location = path.join(directory, candidate);
    if (await exists(location)) return location;
  }
  return undefined;
}

/** Those of the files that are not in the folder, neither packed nor plain. */
export async function missingFiles(
  directory: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const locations = await Promise.all(names.map((name) => locate(directory, name)));
  return names.filter((_, index) => locations[index] === undefined);
}

/** Throws a UserError unless the folder that a person chose holds every file. */
export async function requireFiles(directory: string, names: readonly string[]): Promise<void> {
  const missing = await missingFiles(directory, names);
  if (missing.length === 0) return;
  const isThere = await exists(directory);
  throw new UserError(
    isThere
      ? `The data folder ${directory} lacks files of the data set.`
      : `The data folder ${directory} cannot be found.`,
    isThere
      ? `Not there: ${missing.join(", ")} (plain or with .gz).`
      : "It does not exist or cannot be read.",
    "Choose the folder that holds them, or none to search the usual places and download.",
    { remedy: "data" },
  );
}
