import { rm } from "node:fs/promises";
import path from "node:path";
import type { SetupProgress } from "../../../trainer/protocol.js";
import { UserError, type Remedy } from "../../../run/userError.js";
import { findBindingSource, type BindingSource } from "./bindingSource.js";
import { downloadLibrary } from "./download.js";
import { downloadedOrigin, findLibraries, type Library } from "./library.js";
import { LoadError } from "./loadError.js";
import { hostMachine, type Machine } from "./machine.js";
import { libraryPlatform } from "./platform.js";
import { findPython, forgetPythons, type Python } from "./python.js";
import { findRuntimeFolder, makeRuntimeFolder, type RuntimeFolder } from "./runtimeFolder.js";

/** A TensorFlow that can be loaded: `require(bindingPath)`. */
export interface TensorFlowRuntime {
  readonly bindingPath: string;
  readonly version: string;
  readonly libraryDirectory: string;
  /** True if NVIDIA's libraries are there too; whether a GPU is, shows when it is loaded. */
  readonly cuda: boolean;
  /** Where the library comes from, such as "downloaded" or "the selected Python". */
  readonly origin: string;
}

/** Why there is no runtime, and what to do. */
export interface Unavailable {
  readonly reason: string;
  readonly action: string;
  readonly remedy: Remedy;
}

export interface RuntimeOptions {
  /** Empty for the one on PATH. */
  readonly python: string;
  /** The folder above `dist`: an installed extension or a checkout. */
  readonly rootDirectory: string;
  readonly signal: AbortSignal;
}

export interface InstallOptions extends RuntimeOptions {
  readonly cuda: boolean;
  readonly report: (progress: SetupProgress) => void;
}

const setupAction = 'Run "GoogLeNet: Install TensorFlow Runtime" or: googlenet setup.';

/** The best runtime that is ready; installs nothing. */
export async function findRuntime(
  options: RuntimeOptions,
  machine: Machine = hostMachine(),
): Promise<TensorFlowRuntime | Unavailable> {
  try {
    return await search(options, machine);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { what, why, action, remedy } = error;
    return { reason: `${what} ${why}`, action, remedy: remedy ?? "engine" };
  }
}

async function search(
  { python, rootDirectory, signal }: RuntimeOptions,
  machine: Machine,
): Promise<TensorFlowRuntime | Unavailable> {
  libraryPlatform(machine); // throws where there is none
  const passedOver: string[] = [];
  const [source, libraries] = await Promise.all([
    findBindingSource(rootDirectory, machine),
    findLibraries(python, machine, signal, (message) => passedOver.push(message)),
  ]);
  if (source === undefined) throw missingSource(rootDirectory);
  for (const library of libraries) {
    const folder = await findRuntimeFolder(library, source, machine);
    if (folder !== undefined) return describe(library, folder);
  }
  const isInstalled = libraries.length > 0;
  const reason = isInstalled
    ? "The TensorFlow library is here, but its binding is not made yet."
    : ["The TensorFlow library is not installed.", ...passedOver].join(" ");
  return { reason, action: setupAction, remedy: "setup" };
}

/** Makes a runtime ready, skipping what is there; throws a UserError and leaves nothing half made. */
export async function installRuntime(
  options: InstallOptions,
  machine: Machine = hostMachine(),
): Promise<TensorFlowRuntime> {
  libraryPlatform(machine); // throws where there is none
  // Whoever was told to install pip has done so since.
  forgetPythons();
  const source = await findBindingSource(options.rootDirectory, machine);
  if (source === undefined) throw missingSource(options.rootDirectory);
  const library = (await usableLibrary(options, machine)) ?? (await fetchLibrary(options, machine));
  const folder =
    (await findRuntimeFolder(library, source, machine)) ??
    (await makeFolder(library, source, options, machine));
  return describe(library, folder);
}

async function usableLibrary(
  { python, cuda, signal, report }: InstallOptions,
  machine: Machine,
): Promise<Library | undefined> {
  const libraries = await findLibraries(python, machine, signal, (message) => {
    report({ step: "library", message, fraction: null });
  });
  return libraries.find((library) => library.cuda || !cuda);
}

async function fetchLibrary(options: InstallOptions, machine: Machine): Promise<Library> {
  const { cuda, signal, report } = options;
  const python = await requirePython(options.python, machine, signal);
  await downloadLibrary(machine, { python, cuda, signal, report });
  const library = await usableLibrary(options, machine);
  if (library !== undefined) return library;
  throw new UserError(
    "The downloaded TensorFlow cannot be used.",
    "Its package lacks the C library or its headers.",
    "Run the set-up again; if that does not help, use another engine.",
  );
}

async function requirePython(
  selected: string,
  machine: Machine,
  signal: AbortSignal,
): Promise<Python> {
  const python = await findPython(selected, machine, signal);
  if (python !== undefined) return python;
  throw new UserError(
    "TensorFlow cannot be fetched.",
    selected === "" ? "There is no Python 3 on PATH." : `${selected} is no Python 3 that runs.`,
    "Install Python 3 with pip (on Debian and Ubuntu: apt install python3-pip) or select one.",
    { remedy: "python" },
  );
}

async function makeFolder(
  library: Library,
  source: BindingSource,
  { signal, report }: InstallOptions,
  machine: Machine,
): Promise<RuntimeFolder> {
  const messages = {
    binding: source.kind === "prebuilt" ? "Placing the binding" : "Compiling the binding",
    probe: "Loading TensorFlow for a trial",
  };
  try {
    return await makeRuntimeFolder(library, source, machine, {
      signal,
      onPhase: (step) => {
        report({ step, message: messages[step], fraction: null });
      },
    });
  } catch (error) {
    if (error instanceof LoadError && library.origin === downloadedOrigin) {
      await rm(path.dirname(library.directory), { recursive: true, force: true });
    }
    throw error;
  }
}

function describe(library: Library, folder: RuntimeFolder): TensorFlowRuntime {
  const { directory: libraryDirectory, cuda, origin } = library;
  return { ...folder, libraryDirectory, cuda, origin };
}

function missingSource(rootDirectory: string): UserError {
  return new UserError(
    "The TensorFlow binding is missing.",
    `Neither a compiled one nor its sources are in ${rootDirectory}.`,
    "In a checkout, run: npm install. Otherwise install the extension anew.",
  );
}
