import { findDataset } from "./index.js";

/** Throws a UsageError for a named data folder that cannot be used, before anything else is done. */
export async function requireDataFolder(dataset: string, directory: string): Promise<void> {
  if (directory !== "") await findDataset(dataset)?.requireFolder(directory);
}
