import { stateTensorsIn, type CheckpointContents } from "../folder/checkpointFile.js";
import { firstReadable } from "../folder/keptWeights.js";
import type { RecordedRun } from "../folder/runRecord.js";
import type { Message } from "../messages/message.js";
import { evaluatedAs } from "../program/averages.js";
import { buildProgram } from "../program/build.js";
import type { StateTensor, TrainingState } from "../program/state.js";
import { requireClasses } from "../training/requireClasses.js";
import { graphAt, inUse, type TrainedNetwork } from "./trainedNetwork.js";

/**
 * The network as a run had trained it at the first of these steps whose weights are whole, as its evaluations used
 * it; null where there are no steps. `passOver` and what is thrown as of `firstReadable`.
 */
export function readTrainedAt(
  runDirectory: string,
  record: RecordedRun,
  steps: readonly number[],
  passOver: (message: Message) => void,
): Promise<TrainedNetwork | null> {
  requireClasses(record.config, record.data);
  const trained = graphAt(record, record.config.inputSize);
  const { state } = buildProgram(trained, { height: 1, width: 1 });
  const use = (contents: CheckpointContents): TrainedNetwork => {
    const tensors = usedIn(contents, state);
    return inUse(record, { trained, tensors, step: contents.progress.step });
  };
  return firstReadable(runDirectory, steps, use, passOver);
}

/** Throws an Error that says in one sentence what is wrong where a tensor is missing. */
function usedIn(
  { tensors }: CheckpointContents,
  declared: readonly StateTensor[],
): TrainingState["tensors"] {
  const ids = declared.map(({ id }) => id);
  const used = [...evaluatedAs(ids, [...tensors.keys()])].flatMap(([id, source]) => {
    const tensor = tensors.get(source);
    return tensor === undefined ? [] : [[id, tensor] as const];
  });
  return stateTensorsIn(new Map(used), declared);
}
