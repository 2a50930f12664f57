import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type * as z from "zod";
import { makeDirectory } from "../../../host/files.js";
import { makeWhole } from "../../../host/wholeFolder.js";
import { UserError } from "../../../messages/userError.js";
import type { SetupProgress } from "../../../machine/setup.js";
import { watchGrowth } from "./growth.js";
import {
  completeFile,
  downloadedLibrary,
  librariesDirectory,
  type completeSchema,
} from "./library.js";
import { hashLibraries } from "./libraryHashes.js";
import type { Machine } from "./machine.js";
import { pipInstall, requirePip } from "./pip.js";
import { libraryPlatform, type Wheel, type Wheels } from "./platform.js";
import type { Python } from "./python.js";
import { type Message, says } from "../../../messages/message.js";
import { saidBy } from "../../../messages/saidError.js";

/** Bytes on disk while the download runs, as measured for 2.21.0 on Linux x64, and with a reserve. */
const sizes = {
  cpu: { written: 1.63e9, needed: 2e9 },
  cuda: { written: 9.1e9, needed: 10e9 },
} as const;

// The headers that the binding includes are in these: 110 of 290 MB.
const headers = ["tensorflow", "tsl", "xla"].map((name) => path.join("include", name));

export interface DownloadOptions {
  readonly python: Python;
  readonly cuda: boolean;
  readonly signal: AbortSignal;
  readonly report: (progress: SetupProgress) => void;
}

/** Fetches the library with pip into the cache; throws a UserError and leaves nothing if that fails. */
export async function downloadLibrary(machine: Machine, options: DownloadOptions): Promise<void> {
  const { cuda } = options;
  const { libraries, wheels: all } = libraryPlatform(machine);
  const wheels = wheelsOf(all, cuda);
  const [{ name, version }] = wheels;
  requirePip(options.python);
  const parent = librariesDirectory(machine);
  await makeDirectory(parent);
  await requireSpace(parent, machine, cuda);
  const target = path.join(parent, `${name}-${version}`);
  await makeWhole({
    target,
    isWhole: async () => (await downloadedLibrary(target, machine)) !== undefined,
    fill: async (directory) => {
      await fetchInto(directory, wheels, machine, options);
      await keepOnly(directory, [...libraries, ...headers]).catch(otherForm);
      const hashes = await hashLibraries(path.join(directory, "tensorflow"), machine);
      const complete: z.input<typeof completeSchema> = { version, cuda, hashes };
      await writeFile(path.join(directory, completeFile), JSON.stringify(complete));
    },
  });
}

/** The library's own wheel first. */
function wheelsOf({ cpu, cuda }: Wheels, isForCuda: boolean): readonly [Wheel, ...Wheel[]] {
  const [first, ...others] = (isForCuda ? cuda : cpu) ?? [];
  if (first !== undefined) return [first, ...others];
  throw new UserError(
    "There is no CUDA build of TensorFlow for this computer.",
    "It is published for Linux on x64 only.",
    "Install without CUDA, or use the WebGPU engine.",
  );
}

async function requireSpace(directory: string, machine: Machine, cuda: boolean): Promise<void> {
  const { needed } = cuda ? sizes.cuda : sizes.cpu;
  const free = await machine.freeBytes(directory);
  if (free >= needed) return;
  throw new UserError(
    "There is too little disk space for TensorFlow.",
    says(
      "{0} are needed in {1}, {2} are free.",
      ...[gigabytes(needed), directory, gigabytes(free)],
    ),
    "Free some space, or name another folder in the environment variable GOOGLENET_CACHE.",
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

async function fetchInto(
  directory: string,
  wheels: readonly [Wheel, ...Wheel[]],
  machine: Machine,
  { python, cuda, signal, report }: DownloadOptions,
): Promise<void> {
  const expected = (cuda ? sizes.cuda : sizes.cpu).written;
  const state: { message: Message; fraction: number } = {
    message: says("Fetching TensorFlow {0}", wheels[0].version),
    fraction: 0,
  };
  const tell = () => {
    report({ step: "library", ...state });
  };
  const stopWatching = watchGrowth(directory, (bytes) => {
    // Never back: pip deletes a wheel once it is unpacked.
    state.fraction = Math.max(state.fraction, Math.min(bytes / expected, 0.99));
    tell();
  });
  const onMessage = (message: Message) => {
    state.message = message;
    tell();
  };
  tell();
  try {
    await pipInstall(wheels, directory, machine, { python, signal, onMessage });
  } finally {
    await stopWatching();
  }
}

function otherForm(error: unknown): never {
  throw new UserError(
    "The downloaded TensorFlow cannot be used.",
    says("Its package lacks a part: {0}.", saidBy(error)),
    "Run the set-up again; if that does not help, use another engine.",
    { cause: error },
  );
}

/** Leaves these parts of `tensorflow/`, and NVIDIA's libraries: 1.0 of 1.4 GB for the CPU. */
async function keepOnly(directory: string, parts: readonly string[]): Promise<void> {
  const kept = path.join(directory, "kept");
  for (const part of parts) {
    const target = path.join(kept, part);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(path.join(directory, "tensorflow", part), target);
  }
  for (const name of await readdir(directory)) {
    if (name === "kept" || name === "nvidia") continue;
    await rm(path.join(directory, name), { recursive: true, force: true });
  }
  await rename(kept, path.join(directory, "tensorflow"));
}
