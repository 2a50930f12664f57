import { hasCheckpoint } from "../../model/folder/checkpoint.js";
import { listKeptWeights } from "../../model/folder/keptWeights.js";
import { readRunRecord } from "../../model/folder/runRecord.js";
import { findNetwork } from "../../model/network/index.js";
import type { ComparableRun, RunToCompare } from "../../webview/protocol.js";
import { sampleRunId } from "./runId.js";
import type { RunStorage } from "./runStorage.js";

/** Runs with weights and with the same classes, the newest first. What cannot be read is told in the Runs view. */
export async function comparableRuns(
  storage: Pick<RunStorage, "list" | "directory">,
  { run, classNames }: RunToCompare,
): Promise<readonly ComparableRun[]> {
  const found: ComparableRun[] = [];
  for (const { id, startedAt, network, testAccuracy } of await storage.list()) {
    const record = recordIn(storage.directory(id));
    if (record === null || id === run) continue;
    const hasSameClasses = haveSameNames(record.data.classNames, classNames);
    if (!hasSameClasses || !(await hasCheckpoint(storage.directory(id)))) continue;
    const moments = (await listKeptWeights(storage.directory(id))).slice(0, -1);
    const title = findNetwork(network)?.title ?? network;
    const isSample = id === sampleRunId;
    found.push({ id, startedAt, network: title, testAccuracy, isSample, moments });
  }
  return found;
}

/** Not by their text: a name is that of a folder, which may have any sign in it. */
function haveSameNames(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, place) => name === others[place]);
}

function recordIn(directory: string): ReturnType<typeof readRunRecord> | null {
  try {
    return readRunRecord(directory);
  } catch {
    return null;
  }
}
