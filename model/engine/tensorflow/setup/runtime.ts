import { rm } from "node:fs/promises";
import path from "node:path";
import type { SetupProgress } from "../../../machine/setup.js";
import { UserError, type Remedy } from "../../../messages/userError.js";
import { findBindingSource, type BindingSource } from "./bindingSource.js";
import { downloadLibrary } from "./download.js";
import { findCompiler } from "./compiler.js";
import { findLibraries, type Library } from "./library.js";
import { isDamaged } from "./libraryHashes.js";
import { LoadError } from "./loadError.js";
import { hostMachine, type Machine } from "./machine.js";
import { libraryPlatform } from "./platform.js";
import { findPython, forgetPythons, type Python } from "./python.js";
import { findRuntimeFolder, makeRuntimeFolder, type RuntimeFolder } from "./runtimeFolder.js";
import { type Message, says, sentences } from "../../../messages/message.js";
import { faultSaidBy, saidBy } from "../../../messages/saidError.js";

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
  readonly reason: Message;
  readonly action: Message;
  readonly remedy: Remedy;
  /** A library that lacks its binding only, which can be made in a short time without a network. */
  readonly unmade?: Library;
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

const setupAction = says('Run "GoogLeNet: Install TensorFlow Runtime" or: googlenet setup.');

/** The best runtime that is ready; installs nothing. */
export async function findRuntime(
  options: RuntimeOptions,
  machine: Machine = hostMachine(),
): Promise<TensorFlowRuntime | Unavailable> {
  try {
    return await search(options, machine);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { said, remedy } = error;
    return { reason: faultSaidBy(error), action: said.action, remedy: remedy ?? "engine" };
  }
}

async function search(
  { python, rootDirectory, signal }: RuntimeOptions,
  machine: Machine,
): Promise<TensorFlowRuntime | Unavailable> {
  libraryPlatform(machine); // throws where there is none
  const passedOver: Message[] = [];
  // First what takes time and can be stopped: a stop meanwhile is no missing source.
  const libraries = await findLibraries(python, machine, signal, (message) =>
    passedOver.push(message),
  );
  const source = await requireSource(rootDirectory, machine);
  for (const library of libraries) {
    const folder = await findRuntimeFolder(library, source, machine);
    if (folder !== undefined) return describe(library, folder);
  }
  const [library] = libraries;
  if (library !== undefined) return withoutBinding(library, source, machine, signal);
  const reason = sentences("The TensorFlow library is not installed.", ...passedOver);
  return { reason, action: setupAction, remedy: "setup" };
}

async function withoutBinding(
  unmade: Library,
  source: BindingSource,
  machine: Machine,
  signal: AbortSignal,
): Promise<Unavailable> {
  const what = says("The TensorFlow library is here, but its binding is not made yet.");
  try {
    if (source.kind === "sources") await findCompiler(machine, signal);
    return { reason: what, action: setupAction, remedy: "setup", unmade };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { why, action } = error.said;
    return { reason: sentences(what, why), action, remedy: "engine" };
  }
}

/**
 * The best runtime, also where its binding has to be made first, of which `report` is told; fetches
 * nothing. Throws a UserError where the binding cannot be made.
 */
export async function readyRuntime(
  options: RuntimeOptions & Pick<InstallOptions, "report">,
  machine: Machine = hostMachine(),
): Promise<TensorFlowRuntime | Unavailable> {
  const found = await findRuntime(options, machine);
  if (!("reason" in found) || found.unmade === undefined) return found;
  const library = found.unmade;
  const source = await requireSource(options.rootDirectory, machine);
  try {
    return describe(library, await makeFolder(library, source, options, machine));
  } catch (error) {
    if (!(error instanceof LoadError) || !(await isDamaged(library, machine))) throw error;
    throw damagedLibrary(error);
  }
}

/** The files are not those that were installed. */
export function damagedLibrary(cause: unknown): UserError {
  return new UserError(
    "TensorFlow's library or its binding is damaged.",
    cause instanceof UserError ? cause.said.why : saidBy(cause),
    "Install the runtime again: googlenet setup --engine tensorflow.",
    { cause, remedy: "setup" },
  );
}

/** Makes a runtime ready, skipping what is there; throws a UserError and leaves nothing half made. */
export async function installRuntime(
  options: InstallOptions,
  machine: Machine = hostMachine(),
): Promise<TensorFlowRuntime> {
  libraryPlatform(machine); // throws where there is none
  // Whoever was told to install pip has done so since.
  forgetPythons();
  const source = await requireSource(options.rootDirectory, machine);
  const found = await usableLibrary(options, machine);
  if (found === undefined) return makeFetched(source, options, machine);
  try {
    return await makeRuntime(found, source, options, machine);
  } catch (error) {
    if (!(error instanceof LoadError) || !(await isDamaged(found, machine))) throw error;
    await rm(path.dirname(found.directory), { recursive: true, force: true });
    return makeFetched(source, options, machine);
  }
}

async function makeFetched(
  source: BindingSource,
  options: InstallOptions,
  machine: Machine,
): Promise<TensorFlowRuntime> {
  return makeRuntime(await fetchLibrary(options, machine), source, options, machine);
}

async function makeRuntime(
  library: Library,
  source: BindingSource,
  options: InstallOptions,
  machine: Machine,
): Promise<TensorFlowRuntime> {
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
    selected === ""
      ? "There is no Python 3 on PATH."
      : says("{0} is no Python 3 that runs.", selected),
    "Install Python 3 with pip (on Debian and Ubuntu: apt install python3-pip) or select one.",
    { remedy: "python" },
  );
}

function makeFolder(
  library: Library,
  source: BindingSource,
  { signal, report }: Pick<InstallOptions, "signal" | "report">,
  machine: Machine,
): Promise<RuntimeFolder> {
  const messages = {
    binding:
      source.kind === "prebuilt" ? says("Placing the binding") : says("Compiling the binding"),
    probe: says("Loading TensorFlow for a trial"),
  };
  return makeRuntimeFolder(library, source, machine, {
    signal,
    onPhase: (step) => {
      report({ step, message: messages[step], fraction: null });
    },
  });
}

function describe(library: Library, folder: RuntimeFolder): TensorFlowRuntime {
  const { directory: libraryDirectory, cuda, origin } = library;
  return { ...folder, libraryDirectory, cuda, origin };
}

async function requireSource(rootDirectory: string, machine: Machine): Promise<BindingSource> {
  const source = await findBindingSource(rootDirectory, machine);
  if (source !== undefined) return source;
  throw new UserError(
    "The TensorFlow binding is missing.",
    says("Neither a compiled one nor its sources are in {0}.", rootDirectory),
    "In a checkout, run: npm install. Otherwise install the extension anew.",
  );
}
