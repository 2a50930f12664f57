import { checkpointName, checkpointPath, listCheckpoints, stepOf } from "./checkpoint.js";
import type { CheckpointContents } from "./checkpointFile.js";
import { says, sentences, type Message } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import { firstUsable } from "./firstUsable.js";
import { moments, readMoment } from "./moments.js";
import { readStepFile } from "./readCheckpoint.js";

/**
 * The steps of which a run has its weights, the first first: those of its checkpoints, and of moments of before. Runs
 * of versions that kept none of those have the newest alone. Throws as `listCheckpoints`.
 */
export async function listKeptWeights(runDirectory: string): Promise<readonly number[]> {
  const checkpoints = (await listCheckpoints(runDirectory)).flatMap((name) => stepOf(name) ?? []);
  const steps = new Set([...checkpoints, ...(await moments.list(runDirectory))]);
  return [...steps].sort((a, b) => a - b);
}

/**
 * What `use` makes of the first of these steps whose weights are whole and that it does not throw for; null where there
 * are no steps. `passOver` is told of those before it. Throws a UsageError where none can be used.
 */
export async function firstReadable<T>(
  runDirectory: string,
  steps: readonly number[],
  use: (contents: CheckpointContents) => T,
  passOver: (message: Message) => void,
): Promise<T | null> {
  return firstUsable(steps, {
    use: async (step) => use(await readKeptWeights(runDirectory, step)),
    faultOf: (step, reason) =>
      sentences(says("The weights of step {0} cannot be used.", step), reason),
    passOver,
    failure: (fault) =>
      new UsageError(
        "The weights that the run has kept cannot be used.",
        fault,
        "Look at the run as it stands.",
      ),
  });
}

/**
 * Of the checkpoint where there is one, since its numbers are whole, and of the moment where that is damaged. Throws
 * an Error that says in one sentence what is wrong.
 */
async function readKeptWeights(runDirectory: string, step: number): Promise<CheckpointContents> {
  const name = checkpointName(step);
  if (!(await listCheckpoints(runDirectory)).includes(name)) return readMoment(runDirectory, step);
  try {
    return await readStepFile(checkpointPath(runDirectory, name));
  } catch (error) {
    return readMoment(runDirectory, step).catch((): never => {
      throw error;
    });
  }
}
