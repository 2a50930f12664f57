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
  const isNormalized = parameters.some((each) => each.id === `${node}/scale`);
  const tensors = await session.readTensors([id, ...(isNormalized ? normalizationIds(node) : [])]);
  const values = tensors.get(id);
  if (values === undefined) throw new Error(`The engine did not read ${id}.`);
  return {
    ...{ step, shape: parameter.shape, values },
    ...normalizationIn(node, (name) => tensors.get(name)),
  };
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
      return tensor === undefined
        ? null
        : { step, ...tensor, ...normalizationIn(node, (name) => tensors.get(name)?.values) };
    },
    passOver === undefined ? {} : { passOver },
  );
}

const normalizationParts = ["mean", "variance", "scale", "shift"] as const;

function normalizationIds(node: NodeId): readonly ValueId[] {
  return normalizationParts.map((part) => `${node}/${part}`);
}

/** Nothing where a part is missing, as all are of a layer that does not normalize. */
function normalizationIn(
  node: NodeId,
  read: (id: ValueId) => Float32Array | undefined,
): Pick<LayerWeights, "normalization"> {
  const [mean, variance, scale, shift] = normalizationIds(node).map((id) => read(id));
  return mean === undefined || variance === undefined || scale === undefined || shift === undefined
    ? {}
    : {
        normalization: {
          mean: [...mean],
          variance: [...variance],
          scale: [...scale],
          shift: [...shift],
        },
      };
}

function weightOf(node: NodeId): ValueId {
  return `${node}/weight`;
}
