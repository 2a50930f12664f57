import path from "node:path";
import * as z from "zod";
import { exists, namesIn, readJson } from "../../../host/files.js";
import { UserError } from "../../../messages/userError.js";
import type { Machine } from "./machine.js";
import { libraryPlatform } from "./platform.js";
import { findPython } from "./python.js";
import { type Message, says, type Value } from "../../../messages/message.js";

/** A TensorFlow C library on this computer. */
export interface Library {
  /** The package folder `tensorflow` that holds it and its headers. */
  readonly directory: string;
  readonly version: string;
  readonly cuda: boolean;
  readonly origin: string;
}

/** Written last into a downloaded library's folder. */
export const completeFile = "complete.json";

export const completeSchema = z.object({
  version: z.string(),
  cuda: z.boolean(),
  /** SHA-256 of its files by their names, as they were fetched; missing in older folders. */
  hashes: z.record(z.string(), z.string()).optional(),
});

/** What is written down of the library in a folder of `librariesDirectory`. */
export function readComplete(folder: string): Promise<z.infer<typeof completeSchema> | undefined> {
  return readJson(path.join(folder, completeFile), completeSchema);
}

/** The first version whose wheels are known to carry the C API and headers that the binding needs. */
const oldestVersion = [2, 16] as const;

export const downloadedOrigin = "downloaded";
const pythonOrigin = "the selected Python";
/** The environment variable that names a library's folder. */
export const namedOrigin = "GOOGLENET_TENSORFLOW";

/** Where a library comes from, in a person's words; the variable's name is the same in each language. */
export function originSaid(origin: string): Value {
  switch (origin) {
    case downloadedOrigin:
      return says("downloaded");
    case pythonOrigin:
      return says("the selected Python");
    default:
      return origin;
  }
}

/** Where downloaded libraries are, a folder each. */
export function librariesDirectory({ cache }: Machine): string {
  return path.join(cache, "libraries");
}

/**
 * The libraries that can be used here, in order of preference: the one `GOOGLENET_TENSORFLOW` names,
 * builds for CUDA, which run on the CPU too and as fast; of the same build the selected Python's own
 * before downloaded ones. What was passed over is reported.
 */
export async function findLibraries(
  python: string,
  machine: Machine,
  signal: AbortSignal,
  report: (message: Message) => void,
): Promise<readonly Library[]> {
  const [named, own, downloaded] = await Promise.all([
    namedLibrary(machine),
    pythonLibrary(python, machine, signal, report),
    downloadedLibraries(machine),
  ]);
  const found = [...own, ...downloaded];
  return [...named, ...found.filter(({ cuda }) => cuda), ...found.filter(({ cuda }) => !cuda)];
}

/** True if both shared objects and the headers are in the folder. */
async function holdsLibrary(directory: string, machine: Machine): Promise<boolean> {
  const needed = [...libraryPlatform(machine).libraries, "include/tensorflow/c/c_api.h"];
  const found = await Promise.all(needed.map((name) => exists(path.join(directory, name))));
  return found.every(Boolean);
}

async function namedLibrary(machine: Machine): Promise<readonly Library[]> {
  const folder = machine.environment[namedOrigin];
  if (folder === undefined || folder === "") return [];
  for (const directory of [path.resolve(folder, "tensorflow"), path.resolve(folder)]) {
    if (!(await holdsLibrary(directory, machine))) continue;
    const version = await versionBeside(directory);
    return [{ directory, version, cuda: await hasCuda(directory), origin: namedOrigin }];
  }
  return [];
}

/** From the name of the `dist-info` folder that pip puts beside a package; empty if there is none. */
async function versionBeside(directory: string): Promise<string> {
  const names = await namesIn(path.dirname(directory));
  const versions = names.map((name) => /^tensorflow(?:_cpu)?-(.+)\.dist-info$/u.exec(name)?.[1]);
  return versions.find((version) => version !== undefined) ?? "";
}

async function pythonLibrary(
  selected: string,
  machine: Machine,
  signal: AbortSignal,
  report: (message: Message) => void,
): Promise<readonly Library[]> {
  const python = await findPython(selected, machine, signal).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    report(error.said.why);
    return undefined;
  });
  if (python === undefined || python.tensorflow === "") return [];
  const { tensorflow: directory, tensorflowVersion: version, command } = python;
  if (!isNewEnough(version)) {
    const found = version === "" ? says("of unknown version") : version;
    report(
      says(
        "TensorFlow {0} of {1} is passed over: {2} or newer is needed.",
        ...[found, command, oldestVersionText],
      ),
    );
    return [];
  }
  if (!(await holdsLibrary(directory, machine))) {
    report(says("TensorFlow {0} of {1} is passed over: it lacks the C library.", version, command));
    return [];
  }
  return [{ directory, version, cuda: await hasCuda(directory), origin: pythonOrigin }];
}

export const oldestVersionText = oldestVersion.join(".");

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const [oldestMajor, oldestMinor] = oldestVersion;
  return major === oldestMajor && minor >= oldestMinor;
}

/** True if NVIDIA's wheels lie beside it, where the library's run path looks for them. */
async function hasCuda(directory: string): Promise<boolean> {
  return exists(path.join(directory, "..", "nvidia", "cudnn", "lib"));
}

async function downloadedLibraries(machine: Machine): Promise<readonly Library[]> {
  const parent = librariesDirectory(machine);
  const names = await namesIn(parent);
  const libraries = await Promise.all(
    names.map((name) => downloadedLibrary(path.join(parent, name), machine)),
  );
  return libraries.filter((library) => library !== undefined).sort(newestFirst);
}

/** The library in a folder of `librariesDirectory`; undefined if it is not whole. */
export async function downloadedLibrary(
  folder: string,
  machine: Machine,
): Promise<Library | undefined> {
  const complete = await readComplete(folder);
  const directory = path.join(folder, "tensorflow");
  if (complete === undefined || !(await holdsLibrary(directory, machine))) return undefined;
  const { version, cuda } = complete;
  return { directory, version, cuda, origin: downloadedOrigin };
}

function newestFirst(first: Library, second: Library): number {
  return second.version.localeCompare(first.version, "en", { numeric: true });
}
