import { createHash } from "node:crypto";
import { copyFile, realpath, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { UserError } from "../../../run/userError.js";
import type { BindingSource } from "./bindingSource.js";
import { compileBinding } from "./compiler.js";
import { exists, readJson } from "../../../data/host/files.js";
import type { Library } from "./library.js";
import type { Machine } from "./machine.js";
import { libraryPlatform } from "./platform.js";
import { probeBinding } from "./probe.js";
import { makeWhole } from "../../../data/host/wholeFolder.js";

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
  const [cc] = libraryPlatform(machine).libraries;
  const isWhole =
    (await exists(bindingPath)) && (await exists(path.join(directory, "tensorflow", cc)));
  return marker !== undefined && isWhole ? { bindingPath, version: marker.tensorflow } : undefined;
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
      const marker: z.infer<typeof markerSchema> = {
        tensorflow: version,
        library: library.directory,
        cuda: library.cuda,
        bindingSource: source.hash,
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
