import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { renameWithPatience } from "../data/host/renameWithPatience.js";
import { lossScaleStateSchema, type LossScaleState } from "../engine/lossScale.js";
import type { ValueId } from "../program/operations.js";
import type { Parameter } from "../program/program.js";
import { messageOf, UsageError, UserError } from "../run/userError.js";
import { progressSchema, type Progress } from "./progress.js";
import { decodeTensors, encodeTensors, readTensor, type TensorFile } from "./safetensors.js";

export interface Checkpoint {
  readonly file: string;
  readonly progress: Progress;
  readonly parameters: ReadonlyMap<ValueId, Float32Array>;
  /** Null where the precision needs none, and in those of versions that did not keep it. */
  readonly lossScale: LossScaleState | null;
}

const kept = 3;
const folder = "checkpoints";
const pattern = /^step-(\d{8})\.safetensors$/;
const layout = "convolution HWIO, dense in×out";

/** Writes whole or not at all, keeps the newest three, and returns the file's name. */
export async function writeCheckpoint(
  runDirectory: string,
  declared: readonly Parameter[],
  { progress, parameters, lossScale }: Omit<Checkpoint, "file">,
): Promise<string> {
  const tensors = new Map(
    declared.map(({ id, shape }) => [
      id,
      { shape, values: parameters.get(id) ?? new Float32Array() },
    ]),
  );
  const metadata = {
    format: "googlenet-explorer 1",
    layout,
    progress: JSON.stringify(progress),
    ...(lossScale === null ? {} : { lossScale: JSON.stringify(lossScale) }),
  };
  const directory = path.join(runDirectory, folder);
  await mkdir(directory, { recursive: true });
  const name = `step-${String(progress.step).padStart(8, "0")}.safetensors`;
  await writeDurably(path.join(directory, name), encodeTensors({ tensors, metadata }));
  const older = (await listCheckpoints(runDirectory)).slice(kept);
  await Promise.all(older.map((file) => rm(path.join(directory, file), { force: true })));
  return name;
}

/** File names, the newest first; empty where the run has none. */
export async function listCheckpoints(runDirectory: string): Promise<readonly string[]> {
  const names = await readdir(path.join(runDirectory, folder)).catch(() => []);
  return names
    .filter((name) => pattern.test(name))
    .toSorted()
    .toReversed();
}

/** Throws a UsageError where the run has not one. */
export async function requireCheckpoint(runDirectory: string): Promise<void> {
  if ((await listCheckpoints(runDirectory)).length > 0) return;
  throw new UsageError(
    "The run has no checkpoint yet.",
    `${runDirectory} holds none.`,
    "Name the folder of a run that wrote one.",
  );
}

/**
 * The newest checkpoint that is whole and fits the network; null where there is none at all.
 * Throws a UserError where there are some and none can be used.
 */
export function readNewestCheckpoint(
  runDirectory: string,
  parameters: readonly Parameter[],
): Promise<Checkpoint | null> {
  return newestReadable(runDirectory, async (file) =>
    parse(path.basename(file), await readFile(file), parameters),
  );
}

/** How far the run is by its newest checkpoint that is whole; null and throws as `readNewestCheckpoint`. */
export function readNewestProgress(
  runDirectory: string,
): Promise<Pick<Checkpoint, "file" | "progress"> | null> {
  return newestReadable(runDirectory, async (file) => {
    const { metadata } = await readTensor(file, "");
    return { file: path.basename(file), progress: progressIn(metadata) };
  });
}

/** Throws where the metadata of a checkpoint has no progress. */
export function progressIn(metadata: TensorFile["metadata"]): Progress {
  return progressSchema.parse(JSON.parse(metadata["progress"] ?? "null"));
}

function lossScaleIn({ lossScale }: TensorFile["metadata"]): LossScaleState | null {
  return lossScale === undefined ? null : lossScaleStateSchema.parse(JSON.parse(lossScale));
}

/**
 * What `read` makes of the newest checkpoint that it does not throw for, given its path; null where
 * there is none at all. Throws a UserError where there are some and none can be used.
 */
export async function newestReadable<T>(
  runDirectory: string,
  read: (file: string) => Promise<T>,
): Promise<T | null> {
  const files = await listCheckpoints(runDirectory);
  let reason = "";
  for (const file of files) {
    try {
      return await read(path.join(runDirectory, folder, file));
    } catch (error) {
      reason ||= `${file}: ${messageOf(error)}`;
    }
  }
  if (files.length === 0) return null;
  throw new UserError(
    "The run's checkpoints cannot be used.",
    reason,
    "Start a new run, or restore the checkpoint file from a backup.",
    { remedy: "restart" },
  );
}

function parse(file: string, bytes: Uint8Array, parameters: readonly Parameter[]): Checkpoint {
  const { tensors, metadata } = decodeTensors(bytes);
  return {
    file,
    progress: progressIn(metadata),
    parameters: matching(tensors, parameters),
    lossScale: lossScaleIn(metadata),
  };
}

function matching(
  tensors: TensorFile["tensors"],
  parameters: readonly Parameter[],
): ReadonlyMap<ValueId, Float32Array> {
  return new Map(
    parameters.map(({ id, shape }) => {
      const tensor = tensors.get(id);
      if (tensor === undefined || tensor.shape.join() !== shape.join()) {
        throw new Error(`It has no tensor ${id} of shape [${shape.join(", ")}].`);
      }
      return [id, tensor.values];
    }),
  );
}

/** A reader sees the old file or the whole new one, also after a power cut. */
async function writeDurably(target: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${target}.tmp-${process.pid}`;
  try {
    const file = await open(temporary, "w");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameWithPatience(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
