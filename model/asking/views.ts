import type { CheckpointContents } from "../folder/checkpointFile.js";
import { firstReadable, listKeptWeights } from "../folder/keptWeights.js";
import { newestReadable } from "../folder/readCheckpoint.js";
import type { Message } from "../messages/message.js";
import type { PausedRun } from "../training/betweenSteps.js";
import { byNearness } from "../run/nearestStep.js";
import type { View } from "./question.js";

/** A run at work, as it is between two steps. */
export function viewOfRun({ session, state, step }: PausedRun): View {
  return {
    step,
    tensors: async (ids) => {
      const there = state.filter(({ id }) => ids.includes(id));
      if (there.length === 0) return new Map();
      const read = await session.readTensors(there.map(({ id }) => id));
      return new Map(
        there.map(({ id, shape }) => {
          const values = read.get(id);
          if (values === undefined) throw new Error(`The engine did not read ${id}.`);
          return [id, { shape, values }];
        }),
      );
    },
  };
}

/**
 * A run as in its newest checkpoint that is whole; null where it has none. Throws a UserError where none
 * can be read. All of the file is read, since only that tells whether it is whole; `passOver` as in
 * `readNewestCheckpoint`.
 */
export function viewOfCheckpoint(
  runDirectory: string,
  passOver?: (message: Message) => void,
): Promise<View | null> {
  return newestReadable(runDirectory, viewOf, passOver === undefined ? {} : { passOver });
}

/** A run as it was at the moment nearest to a step whose weights it has kept; null where it has kept none. Throws as above. */
export async function viewOfMoment(
  runDirectory: string,
  at: number,
  passOver: (message: Message) => void,
): Promise<View | null> {
  const steps = byNearness(await listKeptWeights(runDirectory), at);
  return firstReadable(runDirectory, steps, viewOf, passOver);
}

function viewOf({ tensors, progress: { step } }: CheckpointContents): View {
  return {
    step,
    tensors: (ids) => {
      const there = [...tensors].filter(([id]) => ids.includes(id));
      return Promise.resolve(new Map(there));
    },
  };
}
