import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { copyFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { UserError } from "../../../messages/userError.js";
import type { BindingSource } from "./bindingSource.js";
import { compileBinding } from "./compiler.js";
import { readJson } from "../../../host/files.js";
import type { Library } from "./library.js";
import { hostMachine, type Machine } from "./machine.js";
import { libraryPlatform } from "./platform.js";
import { probeBinding } from "./probe.js";
import { makeWhole } from "../../../host/wholeFolder.js";

// A runtime's folder: the module, a link `tensorflow` to the library's folder where the module's run
// path looks, and this file. A link to the folder and not to the files, so that the library's own
// run path, relative to its real folder, still finds NVIDIA's libraries.
const markerFile = "runtime.json";
const moduleFile = "tfjs_binding.node";

const markerSchema = z.object({
  tensorflow: z.string(),
  library: z.string(),
  cuda: z.boolean(),
  bindingSource: z.string(),
  /** Bytes of the module and the libraries, since to load one that was cut off may end the process. */
  sizes: z.record(z.string(), z.number().optional()).default({}),
});

export interface RuntimeFolder {
  readonly bindingPath: string;
  /** TensorFlow's version, as the library itself says. */
  readonly version: string;
}

/** The folder made for this library and binding; undefined if there is none that can be used. */
export async function findRuntimeFolder(
  library: Library,
  source: BindingSource,
  machine: Machine,
): Promise<RuntimeFolder | undefined> {
  const directory = await runtimeDirectory(library, source, machine);
  const marker = await readJson(path.join(directory, markerFile), markerSchema);
  const bindingPath = path.join(directory, moduleFile);
  if (marker === undefined) return undefined;
  const files = await filesIn(directory, machine);
  const isWhole = [...files].every(([name, file]) => isOfSize(file, marker.sizes[name]));
  return isWhole ? { bindingPath, version: marker.tensorflow } : undefined;
}

/** The files that are loaded, by their path in a runtime's folder; undefined for one that is gone. */
async function filesIn(
  directory: string,
  machine: Machine,
): Promise<ReadonlyMap<string, Stats | undefined>> {
  const libraries = libraryPlatform(machine).libraries.map((name) => `tensorflow/${name}`);
  const entries = [moduleFile, ...libraries].map(async (name) => {
    const found = await stat(path.join(directory, name)).catch(() => undefined);
    return [name, found] as const;
  });
  return new Map(await Promise.all(entries));
}

function isOfSize(file: Stats | undefined, recorded: number | undefined): boolean {
  return file !== undefined && (recorded ?? file.size) === file.size;
}

/**
 * Lets a runtime that did not load be made anew where a file of it was changed since it was made;
 * where none was, the fault is elsewhere, and it is kept. True if it is to be made anew.
 */
export async function forgetIfChanged(
  bindingPath: string,
  machine: Machine = hostMachine(),
): Promise<boolean> {
  const directory = path.dirname(bindingPath);
  const location = path.join(directory, markerFile);
  const marker = await readJson(location, markerSchema);
  const made = await stat(location).catch(() => undefined);
  if (marker === undefined || made === undefined) return true;
  const files = await filesIn(directory, machine);
  const isChanged = [...files].some(
    ([name, file]) =>
      file === undefined || !isOfSize(file, marker.sizes[name]) || file.mtimeMs > made.mtimeMs,
  );
  if (isChanged) await forgetRuntimeFolder(bindingPath);
  return isChanged;
}

/** It is not found again, so that the next that needs it makes it anew. */
export async function forgetRuntimeFolder(bindingPath: string): Promise<void> {
  await rm(path.join(path.dirname(bindingPath), markerFile), { force: true });
}

/** Makes that folder: compiles or copies the binding and tries it. Throws a UserError. */
export async function makeRuntimeFolder(
  library: Library,
  source: BindingSource,
  machine: Machine,
  options: { readonly signal: AbortSignal; readonly onPhase: (phase: "binding" | "probe") => void },
): Promise<RuntimeFolder> {
  const { signal, onPhase } = options;
  const find = () => findRuntimeFolder(library, source, machine);
  await makeWhole({
    target: await runtimeDirectory(library, source, machine),
    isWhole: async () => (await find()) !== undefined,
    fill: async (directory) => {
      const output = path.join(directory, moduleFile);
      await symlink(library.directory, path.join(directory, "tensorflow"), "junction");
      onPhase("binding");
      if (source.kind === "prebuilt") await copyFile(source.file, output);
      else await compileBinding({ source, library, output }, machine, signal);
      onPhase("probe");
      const version = await probeBinding(output, library, machine, signal);
      const marker: z.input<typeof markerSchema> = {
        tensorflow: version,
        library: library.directory,
        cuda: library.cuda,
        bindingSource: source.hash,
        sizes: await sizesIn(directory, machine),
      };
      await writeFile(path.join(directory, markerFile), JSON.stringify(marker));
    },
  });
  const made = await find();
  if (made !== undefined) return made;
  throw new UserError(
    "The TensorFlow binding was made but is gone.",
    "The cache folder was changed meanwhile.",
    "Run the set-up again.",
  );
}

async function sizesIn(
  directory: string,
  machine: Machine,
): Promise<Readonly<Record<string, number | undefined>>> {
  const files = await filesIn(directory, machine);
  return Object.fromEntries([...files].map(([name, file]) => [name, file?.size]));
}

/** Another library, version or binding gives another folder. */
async function runtimeDirectory(
  library: Library,
  source: BindingSource,
  { cache }: Machine,
): Promise<string> {
  const identity = [await realpath(library.directory), library.version, source.hash];
  const key = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
  return path.join(cache, "runtimes", key);
}
