import path from "node:path";
import { firstUsable } from "./firstUsable.js";
import { readOrdinaryFile } from "../host/ordinaryFile.js";
import type { StateTensor } from "../program/state.js";
import { UsageError } from "../messages/userError.js";
import { checkpointPath, listCheckpoints, stepOf } from "./checkpoint.js";
import type { Checkpoint } from "./checkpointFile.js";
import { decodeCheckpoint, stateTensorsIn, type CheckpointContents } from "./checkpointFile.js";
import type { Progress } from "./progress.js";
import { type Message, says, sentences } from "../messages/message.js";
import { fileReason } from "../messages/fileReason.js";
import { SaidError } from "../messages/saidError.js";

/** More than is read at once on any machine. */
const mostBytes = 2e9;

/** A checkpoint's file by its name, with what is in it. */
export interface ReadCheckpoint extends CheckpointContents {
  readonly file: string;
}

export interface ReadOptions {
  /** Told of each newer checkpoint that cannot be used, with the reason, in place of which another is. */
  readonly passOver?: (message: Message) => void;
  /** Steps of an epoch, where the run's data are known. */
  readonly stepsPerEpoch?: number;
}

/**
 * The newest checkpoint that is whole and fits the network and the run; null where there is none at
 * all. Throws a UsageError where there are some and none can be used.
 */
export function readNewestCheckpoint(
  runDirectory: string,
  declared: readonly StateTensor[],
  { stepsPerEpoch, ...options }: ReadOptions = {},
): Promise<Checkpoint | null> {
  const use = ({ file, progress, lossScale, tensors }: ReadCheckpoint): Checkpoint => {
    if (stepsPerEpoch !== undefined) requireFit(progress, stepsPerEpoch);
    const state = { tensors: stateTensorsIn(tensors, declared), lossScale };
    return { file, progress, state };
  };
  return newestReadable(runDirectory, use, options);
}

/** How far the run is by its newest checkpoint that is whole; null and throws as `readNewestCheckpoint`. */
export function readNewestProgress(
  runDirectory: string,
): Promise<Pick<Checkpoint, "file" | "progress"> | null> {
  return newestReadable(runDirectory, ({ file, progress }) => ({ file, progress }));
}

/**
 * What `use` makes of the newest whole checkpoint that it does not throw for; null where there is
 * none at all. Throws a UsageError where there are some and none can be used.
 */
export async function newestReadable<T>(
  runDirectory: string,
  use: (checkpoint: ReadCheckpoint) => T,
  { passOver }: Pick<ReadOptions, "passOver"> = {},
): Promise<T | null> {
  return firstUsable(await listCheckpoints(runDirectory), {
    use: async (file) => use({ file, ...(await readStepFile(checkpointPath(runDirectory, file))) }),
    faultOf: (file, reason) => sentences(says("The checkpoint {0} cannot be used.", file), reason),
    passOver: (fault, file) => passOver?.(usedInstead(file, fault)),
    failure: (fault) =>
      new UsageError(
        "The run's checkpoints cannot be used.",
        fault,
        "Start a new run, or restore the checkpoint file from a backup.",
        { remedy: "restart" },
      ),
  });
}

function usedInstead(file: string, fault: Message): Message {
  return sentences(fault, says("The checkpoint {0} is used instead.", file));
}

/** A file that is named after its step. Throws an Error that says in one sentence what is wrong with it. */
export async function readStepFile(file: string): Promise<CheckpointContents> {
  const contents = decodeCheckpoint(await readBytes(file));
  if (contents.progress.step !== stepOf(path.basename(file))) {
    const { step } = contents.progress;
    throw new SaidError(says("Its progress is that of step {0}, and its name is not.", step));
  }
  return contents;
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readOrdinaryFile(file, mostBytes);
  } catch (cause) {
    if (cause instanceof SaidError) throw cause;
    throw new SaidError(fileReason(cause), { cause });
  }
}

function requireFit({ step, epoch, batch }: Progress, stepsPerEpoch: number): void {
  if (batch <= stepsPerEpoch && step === (epoch - 1) * stepsPerEpoch + batch) return;
  throw new SaidError(
    says(
      "Its progress, step {0} in epoch {1}, is not that of a run of {2} steps an epoch.",
      ...[step, epoch, stepsPerEpoch],
    ),
  );
}
