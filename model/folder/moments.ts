import { lstat, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { removeIfPossible } from "../host/removeIfPossible.js";
import { syncFolder } from "../host/syncFolder.js";
import { isUnfinished, writeDurably } from "../host/writeDurably.js";
import { checkpointName, stepOf } from "./checkpoint.js";
import type { CheckpointContents } from "./checkpointFile.js";
import { readStepFile } from "./readCheckpoint.js";

// What a run has learned by moments of before: the weights as an evaluation uses them, and nothing of the
// optimizer. Unlike a checkpoint a run does not go on from them.

const folder = "moments";

/**
 * Writes one whole or not at all, and removes those that `staying` leaves out. Where the folder is a link to
 * elsewhere nothing is removed, since what lies there may be another run's.
 */
export async function writeMoment(
  runDirectory: string,
  { step, bytes }: { readonly step: number; readonly bytes: Uint8Array },
  staying: (steps: readonly number[]) => readonly number[],
): Promise<void> {
  if ((await mkdir(path.join(runDirectory, folder), { recursive: true })) !== undefined) {
    await syncFolder(runDirectory);
  }
  await writeDurably(momentPath(runDirectory, step), bytes);
  await removeMoments(runDirectory, (steps) => {
    const kept = new Set(staying(steps));
    return steps.filter((each) => !kept.has(each));
  });
}

/** Removes those later than a step, from which the run goes on, and what killed trainers left half written. */
export async function sweepMoments(runDirectory: string, step: number): Promise<void> {
  await removeMoments(runDirectory, (steps) => steps.filter((each) => each > step));
  if (await isElsewhere(runDirectory)) return;
  const unfinished = (await namesIn(runDirectory)).filter(isUnfinished);
  const directory = path.join(runDirectory, folder);
  await Promise.all(unfinished.map((name) => removeIfPossible(path.join(directory, name))));
}

/** Their steps, the first first; none where there is no such folder, or it cannot be read. */
export async function listMoments(runDirectory: string): Promise<readonly number[]> {
  const steps = (await namesIn(runDirectory)).flatMap((name) => stepOf(name) ?? []);
  return steps.sort((a, b) => a - b);
}

/** Throws an Error that says in one sentence what is wrong with the file. */
export async function readMoment(runDirectory: string, step: number): Promise<CheckpointContents> {
  return readStepFile(momentPath(runDirectory, step));
}

function momentPath(runDirectory: string, step: number): string {
  return path.join(runDirectory, folder, checkpointName(step));
}

async function removeMoments(
  runDirectory: string,
  among: (steps: readonly number[]) => readonly number[],
): Promise<void> {
  if (await isElsewhere(runDirectory)) return;
  const gone = among(await listMoments(runDirectory));
  await Promise.all(gone.map((step) => removeIfPossible(momentPath(runDirectory, step))));
}

async function isElsewhere(runDirectory: string): Promise<boolean> {
  const status = await lstat(path.join(runDirectory, folder)).catch(() => null);
  return status?.isSymbolicLink() === true;
}

async function namesIn(runDirectory: string): Promise<readonly string[]> {
  return readdir(path.join(runDirectory, folder)).catch(() => []);
}
