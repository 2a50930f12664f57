import type { CheckpointContents } from "./checkpointFile.js";
import { readStepFile } from "./readCheckpoint.js";
import { StepFolder } from "./stepFolder.js";

/**
 * What a run has learned by moments of before: the weights as an evaluation uses them, and nothing of the optimizer.
 * Unlike a checkpoint a run does not go on from them.
 */
export const moments = new StepFolder("moments", "safetensors");

/** Throws an Error that says in one sentence what is wrong with the file. */
export async function readMoment(runDirectory: string, step: number): Promise<CheckpointContents> {
  return readStepFile(moments.pathOf(runDirectory, step));
}
