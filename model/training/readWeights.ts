import type { NodeId } from "../network/spec.js";
import type { ValueId } from "../program/operations.js";
import type { LayerWeights } from "../run/layerWeights.js";
import type { PausedRun } from "./betweenSteps.js";
import { newestReadable } from "../folder/readCheckpoint.js";
import type { Message } from "../messages/message.js";

/** The weight of a layer as the run has it now; null for a node that has none. */
export async function weightsNow(
  { session, parameters, step }: PausedRun,
  node: NodeId,
): Promise<LayerWeights | null> {
  const id = weightOf(node);
  const parameter = parameters.find((each) => each.id === id);
  if (parameter === undefined) return null;
  const values = (await session.readTensors([id])).get(id);
  if (values === undefined) throw new Error(`The engine did not read ${id}.`);
  return { step, shape: parameter.shape, values };
}

/**
 * The weight of a layer in the newest checkpoint that is whole; null where the run has no checkpoint
 * or the node no weight. Throws a UserError where no checkpoint can be read. All of the file is read,
 * since only that tells whether it is whole; `passOver` as in `readNewestCheckpoint`.
 */
export function weightsInCheckpoint(
  runDirectory: string,
  node: NodeId,
  passOver?: (message: Message) => void,
): Promise<LayerWeights | null> {
  return newestReadable(
    runDirectory,
    ({ tensors, progress: { step } }) => {
      const tensor = tensors.get(weightOf(node));
      return tensor === undefined ? null : { step, ...tensor };
    },
    passOver === undefined ? {} : { passOver },
  );
}

function weightOf(node: NodeId): ValueId {
  return `${node}/weight`;
}
