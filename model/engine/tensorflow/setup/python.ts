import path from "node:path";
import * as z from "zod";
import { runProgram, type ProgramOptions, type ProgramResult } from "../../../host/program.js";
import { UserError } from "../../../messages/userError.js";
import type { Machine } from "./machine.js";

const answerSchema = z.object({
  version: z.string(),
  /** The folder of its package `tensorflow`, empty if it has none. */
  tensorflow: z.string(),
  /** Empty if it has none or its version is unknown. */
  tensorflowVersion: z.string(),
  pip: z.boolean(),
});

/** One on a network drive that is away shall not hang whoever asks what can train here. */
const patienceMs = 20_000;

/** A Python that answered, and what it has. */
export interface Python extends z.infer<typeof answerSchema> {
  readonly command: string;
}

// What is asked of is not imported: TensorFlow itself would take seconds.
const question = `
import sys
if sys.path and sys.path[0] == "":
    del sys.path[0]
import importlib.util, json
try:
    from importlib import metadata
except ImportError:
    metadata = None
spec = importlib.util.find_spec("tensorflow")
folders = list(spec.submodule_search_locations or []) if spec else []
version = ""
for name in ("tensorflow", "tensorflow-cpu", "intel-tensorflow", "tf-nightly"):
    try:
        version = metadata.version(name)
        break
    except Exception:
        pass
print(json.dumps({
    "version": ".".join(map(str, sys.version_info[:3])),
    "tensorflow": folders[0] if folders else "",
    "tensorflowVersion": version if folders else "",
    "pip": importlib.util.find_spec("pip") is not None,
}))
`;
import { says } from "../../../messages/message.js";

const remembered = new Map<string, Promise<Python | undefined>>();

/**
 * The Python to use, `selected` or the first on PATH if that is empty; undefined if there is none.
 * An answer is kept until `forgetPythons` is called. Rejects with a UserError where none comes in time.
 */
export async function findPython(
  selected: string,
  machine: Machine,
  signal: AbortSignal,
  patience = patienceMs,
): Promise<Python | undefined> {
  const key = JSON.stringify([selected, machine.environment["PATH"]]);
  const known = remembered.get(key);
  if (known !== undefined) return beforeAbort(known, signal);
  const asked = askFirst(selected === "" ? namesOnPath(machine) : [selected], machine, patience);
  remembered.set(key, asked);
  asked.then(
    (python) => python ?? remembered.delete(key),
    () => remembered.delete(key),
  );
  return beforeAbort(asked, signal);
}

/** What `work` gives, which others may wait for too; rejects as soon as the signal is aborted. */
async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let abandon = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abandon = () => {
      // SAFETY: every signal here is aborted with an error as its reason.
      reject(signal.reason as Error);
    };
  });
  signal.addEventListener("abort", abandon);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abandon);
  }
}

/** Makes the next question a new one: something may have been installed. */
export function forgetPythons(): void {
  remembered.clear();
}

function namesOnPath({ platform }: Machine): readonly string[] {
  return platform === "win32" ? ["python", "py"] : ["python3", "python"];
}

async function askFirst(
  commands: readonly string[],
  machine: Machine,
  patience: number,
): Promise<Python | undefined> {
  for (const command of commands) {
    const python = await ask(command, machine, patience);
    if (python !== undefined) return python;
  }
  return undefined;
}

/**
 * Runs Python in a folder without modules. It looks for what it imports in the current folder first,
 * also where PYTHONPATH has an empty or a relative entry, and runs what it finds there: the `json.py`
 * of whatever folder a person has opened.
 */
export function runPython(
  command: string,
  parameters: readonly string[],
  options: ProgramOptions & { readonly directory: string },
): Promise<ProgramResult> {
  const isPath = command.includes(path.sep);
  return runProgram(isPath ? path.resolve(command) : command, parameters, options);
}

async function ask(
  command: string,
  { environment, node }: Machine,
  patience: number,
): Promise<Python | undefined> {
  const signal = AbortSignal.timeout(patience);
  const directory = path.dirname(node);
  const result = await runPython(command, ["-c", question], {
    ...{ environment, signal, directory },
  }).catch((error: unknown) => {
    throw signal.aborted ? didNotAnswer(command, patience) : error;
  });
  if (result.kind === "missing" || result.code !== 0) return undefined;
  const answer = answerSchema.safeParse(parseJson(result.stdout));
  if (!answer.success) return undefined;
  const { tensorflow } = answer.data;
  return { command, ...answer.data, tensorflow: tensorflow === "" ? "" : path.resolve(tensorflow) };
}

function didNotAnswer(command: string, patience: number): UserError {
  return new UserError(
    "TensorFlow cannot be looked for in Python.",
    says("{0} did not answer within {1} seconds.", command, patience / 1000),
    "Select another Python, or try again.",
    { remedy: "python" },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
