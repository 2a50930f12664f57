import { lstat, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { removeIfPossible } from "../host/removeIfPossible.js";
import { syncFolder } from "../host/syncFolder.js";
import { isUnfinished, writeDurably } from "../host/writeDurably.js";
import type { StateTensor } from "../program/state.js";
import { UsageError, UserError } from "../messages/userError.js";
import { encodeCheckpoint, type Checkpoint } from "./checkpointFile.js";
import { nameOfStep, stepInName } from "./stepName.js";
import { codeOf } from "../messages/errorCode.js";
import { says } from "../messages/message.js";
import { fileReason } from "../messages/fileReason.js";
import { folderReason, isFolder } from "../host/makeFolder.js";

const kept = 3;
/** In a run's folder. */
export const checkpointsFolder = "checkpoints";
const ending = "safetensors";

/**
 * Writes whole or not at all, keeps the newest three up to this step, and returns the file's name,
 * which is added to those that this trainer has `written`. Throws where a weight is missing or no number.
 */
export async function writeCheckpoint(
  runDirectory: string,
  declared: readonly StateTensor[],
  contents: Omit<Checkpoint, "file">,
  written: Set<string> = new Set(),
): Promise<string> {
  const bytes = encodeCheckpoint(declared, contents);
  const directory = path.join(runDirectory, checkpointsFolder);
  // The names of new folders must last too.
  if ((await mkdir(directory, { recursive: true })) !== undefined) await syncFolder(runDirectory);
  const { step } = contents.progress;
  const name = checkpointName(step);
  await writeDurably(path.join(directory, name), bytes);
  written.add(name);
  const mayBeOthers = await isElsewhere(runDirectory);
  const own = (await listCheckpoints(runDirectory)).filter(
    (file) =>
      // One of a later step was passed over when the run went on, and is not this run's to count.
      (stepOf(file) ?? 0) <= step && (!mayBeOthers || written.has(file)),
  );
  const older = own.slice(kept);
  await Promise.all(older.map((file) => removeIfPossible(path.join(directory, file))));
  return name;
}

export function checkpointName(step: number): string {
  return nameOfStep(step, ending);
}

/** The step in a checkpoint's name; null for any other name. */
export function stepOf(name: string): number | null {
  return stepInName(name, ending);
}

export function checkpointPath(runDirectory: string, name: string): string {
  return path.join(runDirectory, checkpointsFolder, name);
}

/** File names, the newest first; empty where the run has none. Throws a UserError where they cannot be listed. */
export async function listCheckpoints(runDirectory: string): Promise<readonly string[]> {
  return (await namesIn(runDirectory))
    .filter((name) => stepOf(name) !== null)
    .toSorted((a, b) => (stepOf(b) ?? 0) - (stepOf(a) ?? 0));
}

/** False also where they cannot be listed: that is told where the run itself is asked for them. */
export async function hasCheckpoint(runDirectory: string): Promise<boolean> {
  return (await listCheckpoints(runDirectory).catch(() => [])).length > 0;
}

/** Throws a UsageError where the run has not one. */
export async function requireCheckpoint(runDirectory: string): Promise<void> {
  if ((await listCheckpoints(runDirectory)).length > 0) return;
  throw new UsageError(
    "The run has no checkpoint yet.",
    says("{0} holds none.", runDirectory),
    "Name the folder of a run that wrote one.",
  );
}

/** Removes what killed trainers left half written; for whoever has claimed the run. */
export async function sweepCheckpoints(runDirectory: string): Promise<void> {
  if (await isElsewhere(runDirectory)) return;
  const unfinished = (await namesIn(runDirectory)).filter(isUnfinished);
  await Promise.all(unfinished.map((name) => removeIfPossible(checkpointPath(runDirectory, name))));
}

/** Whether the folder is a link, as to a larger disk: what lies there may be of another run as well. */
async function isElsewhere(runDirectory: string): Promise<boolean> {
  const status = await lstat(path.join(runDirectory, checkpointsFolder)).catch(() => null);
  return status?.isSymbolicLink() === true;
}

async function namesIn(runDirectory: string): Promise<readonly string[]> {
  try {
    return await readdir(path.join(runDirectory, checkpointsFolder));
  } catch (error) {
    // A file where the run's folder would be has none either.
    if (codeOf(error) === "ENOENT" || !(await isFolder(runDirectory))) return [];
    throw new UserError(
      "The run's checkpoints cannot be listed.",
      codeOf(error) === "ENOTDIR" ? folderReason(error) : fileReason(error),
      "Make the folder checkpoints in the run's folder readable.",
      { cause: error },
    );
  }
}

export function checkpointIsGone(): UserError {
  return new UserError(
    "The run's last checkpoint was deleted as soon as it was written.",
    "Another program clears the run's folder.",
    "Train again in another folder.",
    { remedy: "restart" },
  );
}
