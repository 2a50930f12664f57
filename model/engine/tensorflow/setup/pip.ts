import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { lastLine } from "../../../host/program.js";
import { UserError } from "../../../messages/userError.js";
import type { Machine } from "./machine.js";
import { libraryPlatform, type Wheel } from "./platform.js";
import { runPython, type Python } from "./python.js";
import { type Message, says } from "../../../messages/message.js";

export interface PipOptions {
  readonly python: Python;
  readonly signal: AbortSignal;
  /** What pip is doing, for a person. */
  readonly onMessage: (message: Message) => void;
}

/** Throws a UserError if this Python cannot install anything. */
export function requirePip({ pip, command }: Python): void {
  if (pip) return;
  throw new UserError(
    "TensorFlow cannot be fetched.",
    says("{0} has no pip.", command),
    "Install pip (on Debian and Ubuntu: apt install python3-pip) or select another Python.",
    { remedy: "python" },
  );
}

/** Installs these files of packages, and no others, into a folder; throws a UserError. */
export async function pipInstall(
  wheels: readonly Wheel[],
  directory: string,
  machine: Machine,
  { python, signal, onMessage }: PipOptions,
): Promise<void> {
  const temporary = path.join(directory, "tmp");
  await mkdir(temporary, { recursive: true });
  const requirements = path.join(temporary, "requirements.txt");
  await writeFile(requirements, wheels.map(requirementOf).join("\n"));
  const result = await runPython(
    python.command,
    ["-m", "pip", ...installParameters(directory, machine), "--requirement", requirements],
    {
      // pip unpacks in its temporary folder and then moves: on one file system that is quick.
      environment: { ...machine.environment, TMPDIR: temporary, PYTHONUNBUFFERED: "1" },
      directory: temporary,
      signal,
      onLine: (line) => {
        const message = describeLine(line);
        if (message !== undefined) onMessage(message);
      },
    },
  );
  if (result.kind === "missing") throw pipFailed(result.cause.message, result.cause);
  if (result.code !== 0) throw explainFailure(result.stderr);
}

function requirementOf({ name, version, sha256 }: Wheel): string {
  return [`${name}==${version}`, `--hash=sha256:${sha256}`].join(" ");
}

// The wheel is chosen by these tags and not by the Python that runs pip, so that any will do.
function installParameters(directory: string, machine: Machine): readonly string[] {
  const tags = libraryPlatform(machine).wheels.tags.flatMap((tag) => ["--platform", tag]);
  return [
    ...["install", "--target", directory, "--no-deps", "--no-compile", "--upgrade"],
    ...["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--require-hashes"],
    ...["--only-binary=:all:", "--implementation", "cp", "--python-version", "311"],
    ...["--abi", "cp311", "--abi", "abi3", "--abi", "none", ...tags],
  ];
}

function describeLine(line: string): Message | undefined {
  const wheel = /^\s*(Downloading|Using cached) (?:\S*\/)?([^/\s]+?)-\d\S* \(([^)]+)\)/u.exec(line);
  if (wheel !== null) {
    const [, act, name = "", size = ""] = wheel;
    return act === "Downloading"
      ? says("Downloading {0} ({1})", name, size)
      : says("Using cached {0} ({1})", name, size);
  }
  return line.startsWith("Installing collected") ? says("Unpacking") : undefined;
}

function explainFailure(output: string): UserError {
  if (!/DO NOT MATCH THE HASHES/u.test(output)) return pipFailed(failureOf(output));
  const name = /^\s+(\S+?==\S+)/mu.exec(output)?.[1] ?? says("a package");
  return new UserError(
    "TensorFlow was not installed.",
    says("The package index gave another file for {0} than the one that was published.", name),
    "Use another package index, or tell whoever keeps this one; then run the set-up again.",
  );
}

/** The last error that pip names; its last line may be a hint. */
function failureOf(output: string): string {
  const errors = output.split(/\r?\n/u).filter((line) => line.startsWith("ERROR:"));
  return (errors.at(-1) ?? lastLine(output)).replace(/^ERROR:\s*/u, "");
}

function pipFailed(reason: string, cause?: unknown): UserError {
  return new UserError(
    "TensorFlow could not be fetched.",
    says("pip says: {0}", reason),
    /no space left/iu.test(reason)
      ? "Free some space, or name another folder in the environment variable GOOGLENET_CACHE."
      : "Check the network and pip's index and proxy settings, then run the set-up again.",
    { cause },
  );
}
