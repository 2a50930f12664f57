import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { SetupProgress } from "../../../trainer/protocol.js";
import { UserError } from "../../../run/userError.js";
import { bytesBelow } from "./files.js";
import { completeFile, librariesDirectory } from "./library.js";
import type { Machine } from "./machine.js";
import { libraryPlatform, type LibraryPlatform } from "./platform.js";
import { lastLine, runProgram } from "./program.js";
import type { Python } from "./python.js";
import { makeWhole } from "./staging.js";

const version = "2.21.0";
const megabyte = 1e6;

/** What a download takes on disk while it runs, as measured for 2.21.0 on Linux x64. */
const sizes = {
  cpu: { written: 1630 * megabyte, free: 2000 * megabyte },
  cuda: { written: 8500 * megabyte, free: 10_000 * megabyte },
} as const;

export interface DownloadOptions {
  readonly python: Python;
  readonly cuda: boolean;
  readonly signal: AbortSignal;
  readonly report: (progress: SetupProgress) => void;
}

/** Fetches the library with pip into the cache; throws a UserError and leaves nothing if that fails. */
export async function downloadLibrary(machine: Machine, options: DownloadOptions): Promise<void> {
  const platform = libraryPlatform(machine);
  const name = packageName(platform, options.cuda);
  requirePip(options.python);
  const parent = librariesDirectory(machine);
  await mkdir(parent, { recursive: true });
  await requireSpace(parent, machine, options.cuda);
  const target = path.join(parent, `${name}-${version}`);
  // What lies there was refused by the search, or this would not have been called.
  await rm(target, { recursive: true, force: true });
  await makeWhole(target, async (directory) => {
    await pipInstall([`${name}==${version}`], directory, machine, options);
    if (options.cuda) {
      await pipInstall(await cudaRequirements(directory), directory, machine, options);
    }
    await keepOnly(directory, [...platform.libraries, "include"]);
    await writeFile(
      path.join(directory, completeFile),
      JSON.stringify({ version, cuda: options.cuda }),
    );
  });
}

function packageName(platform: LibraryPlatform, cuda: boolean): string {
  if (!cuda) return platform.cpuPackage;
  if (platform.cudaPackage !== undefined) return platform.cudaPackage;
  throw new UserError(
    "There is no CUDA build of TensorFlow for this computer.",
    "It is published for Linux on x64 only.",
    "Install without CUDA, or use the WebGPU engine.",
  );
}

function requirePip({ pip, command }: Python): void {
  if (pip) return;
  throw new UserError(
    "TensorFlow cannot be fetched.",
    `${command} has no pip.`,
    "Install pip (on Debian and Ubuntu: apt install python3-pip) or select another Python.",
  );
}

async function requireSpace(directory: string, machine: Machine, cuda: boolean): Promise<void> {
  const needed = (cuda ? sizes.cuda : sizes.cpu).free;
  const free = await machine.freeBytes(directory);
  if (free >= needed) return;
  throw new UserError(
    "There is too little disk space for TensorFlow.",
    `${gigabytes(needed)} are needed in ${directory}, ${gigabytes(free)} are free.`,
    "Free some space, or name another folder in the environment variable GOOGLENET_CACHE.",
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

async function pipInstall(
  requirements: readonly string[],
  directory: string,
  machine: Machine,
  { python, cuda, signal, report }: DownloadOptions,
): Promise<void> {
  const temporary = path.join(directory, "tmp");
  await mkdir(temporary, { recursive: true });
  const expected = (cuda ? sizes.cuda : sizes.cpu).written;
  let message = `Fetching TensorFlow ${version}`;
  const tell = (fraction: number | null) => {
    report({ step: "library", message, fraction });
  };
  tell(null);
  const stopWatching = watchGrowth(directory, (bytes) => {
    tell(Math.min(bytes / expected, 0.99));
  });
  try {
    const result = await runProgram(
      python.command,
      ["-m", "pip", ...installParameters(directory, machine), ...requirements],
      {
        // pip unpacks in its temporary folder and then moves: on one file system that is quick.
        environment: { ...machine.environment, TMPDIR: temporary, PYTHONUNBUFFERED: "1" },
        signal,
        onLine: (line) => {
          message = describeLine(line) ?? message;
        },
      },
    );
    if (result.kind === "missing") throw pipFailed(result.cause.message, result.cause);
    if (result.code !== 0) throw pipFailed(lastLine(result.stderr));
  } finally {
    await stopWatching();
  }
}

// The wheel is chosen by these tags and not by the Python that runs pip, so that any will do.
function installParameters(directory: string, machine: Machine): readonly string[] {
  const tags = libraryPlatform(machine).tags.flatMap((tag) => ["--platform", tag]);
  return [
    ...["install", "--target", directory, "--no-deps", "--no-compile", "--upgrade"],
    ...["--no-input", "--disable-pip-version-check", "--progress-bar", "off"],
    ...["--only-binary=:all:", "--implementation", "cp", "--python-version", "311"],
    ...["--abi", "cp311", "--abi", "abi3", "--abi", "none", ...tags],
  ];
}

function describeLine(line: string): string | undefined {
  const wheel = /^\s*(Downloading|Using cached) ([^/\s]+)-\d\S* \(([^)]+)\)/u.exec(line);
  if (wheel !== null) return `${wheel[1]} ${wheel[2]} (${wheel[3]})`;
  return line.startsWith("Installing") ? "Unpacking TensorFlow" : undefined;
}

function pipFailed(reason: string, cause?: unknown): UserError {
  return new UserError(
    `TensorFlow ${version} could not be fetched.`,
    `pip says: ${reason.replace(/^ERROR:\s*/u, "")}`,
    "Check the network and pip's index and proxy settings, then run the set-up again.",
    { cause },
  );
}

/** Reports a folder's growing size about once a second; the answer stops it and waits for its end. */
function watchGrowth(directory: string, onBytes: (bytes: number) => void): () => Promise<void> {
  const stopped = new AbortController();
  const watch = async () => {
    while (!stopped.signal.aborted) {
      await delay(1000, stopped.signal);
      if (!stopped.signal.aborted) onBytes(await bytesBelow(directory));
    }
  };
  const watching = watch();
  return async () => {
    stopped.abort();
    await watching;
  };
}

async function delay(durationMs: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What the extra `and-cuda` of the installed package asks for, without its markers. */
async function cudaRequirements(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory);
  const info = names.find((name) => /^tensorflow-.*\.dist-info$/u.test(name));
  if (info === undefined) throw pipFailed("the package has no metadata.");
  const metadata = await readFile(path.join(directory, info, "METADATA"), "utf8");
  const pattern = /^Requires-Dist: *([^;\n]+?) *; *extra *== *["']and-cuda["']/gmu;
  return [...metadata.matchAll(pattern)].map((match) =>
    (match[1] ?? "").replaceAll(/[()\s]/gu, ""),
  );
}

/** Leaves `tensorflow/` with these entries and NVIDIA's libraries: 0.9 of 1.3 GB for the CPU. */
async function keepOnly(directory: string, entries: readonly string[]): Promise<void> {
  const kept = path.join(directory, "kept");
  await mkdir(kept);
  for (const entry of entries) {
    await rename(path.join(directory, "tensorflow", entry), path.join(kept, entry));
  }
  for (const name of await readdir(directory)) {
    if (name === "kept" || name === "nvidia") continue;
    await rm(path.join(directory, name), { recursive: true, force: true });
  }
  await rename(kept, path.join(directory, "tensorflow"));
}
