import { readyEngine } from "../../engine/index.js";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { NodeId } from "../../network/spec.js";
import { askedProgram } from "../../program/askedProgram.js";
import { leadingTo } from "../../program/leadingTo.js";
import type { ValueId } from "../../program/operations.js";
import { ends, type TrainingProgram } from "../../program/program.js";
import {
  channelWeighing,
  slopeName,
  weighingName,
  withGradients,
} from "../../program/withGradients.js";
import { finiteOf } from "../askInBatches.js";
import type { AskingSurroundings } from "../surroundings.js";
import { openProgram, type TrainedNetwork } from "../trainedNetwork.js";
import type { Watch } from "../watch.js";
import { ascend, ascentSteps, type Look, type Made } from "./ascent.js";
import { soughtValue } from "./soughtValue.js";

/** A channel of a node that computes something, and what the image is made from. */
export interface Wish {
  readonly id: NodeId;
  readonly channel: number;
  readonly seed: number;
}

/** Makes an image of the network's own size that excites a channel: its mean over all positions is as large as can be. */
export async function makeImage(
  { graph, tensors }: TrainedNetwork,
  { id, channel, seed }: Wish,
  surroundings: Pick<AskingSurroundings, "environment" | "log">,
  { reach, signal }: Watch<Made>,
): Promise<Made> {
  const [channels = 1, height = 1, width = 1] = graph.input;
  const sides = { height, width, channels };
  const sought = soughtValue(graph, id, channel);
  const program = slopedProgram(askedProgram(graph, sides, [id]), id, sought.value);
  const weighing = channelWeighing(program, sought.value, sought.channel);
  const open = await openProgram(
    program,
    { images: sides, atOnce: 1 },
    { ...surroundings, engine: readyEngine },
  );
  const { session } = open;
  try {
    const all = new Map([...tensors, [weighingName(sought.value), weighing]]);
    session.writeState({ tensors: all, lossScale: null });
    const slope = slopeName("input", sought.value);
    const look = async (images: Uint8Array): Promise<Look> => {
      // An engine may compute without giving way to signals.
      await nextTurn();
      signal.throwIfAborted();
      const one = { ...sides, count: 1, images, labels: new Uint8Array(1) };
      const found = await session.ask(one);
      const values = finiteOf(found, id);
      return {
        value: meanOf(values, channel, channelCount(program, id)),
        slope: finiteOf(found, slope),
      };
    };
    const see = (made: Made): void => {
      reach(made.taken, ascentSteps, made);
    };
    return await ascend({ sides, seed, look, see });
  } finally {
    session.close();
  }
}

/** Asked for the node and for what leads to more of it; what follows it in the network is left out. */
function slopedProgram(program: TrainingProgram, id: NodeId, sought: ValueId): TrainingProgram {
  // Every session has its batch's labels read.
  const evaluation = leadingTo(program.evaluation, [id, sought, ends.labels]);
  return withGradients({ ...program, evaluation, forward: evaluation }, sought, ["input"]);
}

function channelCount({ values }: Pick<TrainingProgram, "values">, id: ValueId): number {
  return values.get(id)?.shape.at(-1) ?? 1;
}

/** Of one channel, over all positions. */
function meanOf(values: Float32Array, channel: number, channels: number): number {
  let sum = 0;
  for (let at = channel; at < values.length; at += channels) sum += values[at] ?? 0;
  return sum / (values.length / channels);
}
