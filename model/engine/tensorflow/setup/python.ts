import path from "node:path";
import * as z from "zod";
import { runProgram } from "../../../data/host/program.js";
import type { Machine } from "./machine.js";

const answerSchema = z.object({
  version: z.string(),
  /** The folder of its package `tensorflow`, empty if it has none. */
  tensorflow: z.string(),
  /** Empty if it has none or its version is unknown. */
  tensorflowVersion: z.string(),
  pip: z.boolean(),
});

/** A Python that answered, and what it has. */
export interface Python extends z.infer<typeof answerSchema> {
  readonly command: string;
}

// Nothing is imported: TensorFlow itself would take seconds.
const question = `
import importlib.util, json, sys
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

const remembered = new Map<string, Promise<Python | undefined>>();

/**
 * The Python to use, `selected` or the first on PATH if that is empty; undefined if there is none.
 * An answer is kept until `forgetPythons` is called.
 */
export async function findPython(
  selected: string,
  machine: Machine,
  signal: AbortSignal,
): Promise<Python | undefined> {
  const key = JSON.stringify([selected, machine.environment["PATH"]]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const asked = askFirst(selected === "" ? namesOnPath(machine) : [selected], machine, signal);
  remembered.set(key, asked);
  asked.then(
    (python) => python ?? remembered.delete(key),
    () => remembered.delete(key),
  );
  return asked;
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
  signal: AbortSignal,
): Promise<Python | undefined> {
  for (const command of commands) {
    const python = await ask(command, machine, signal);
    if (python !== undefined) return python;
  }
  return undefined;
}

async function ask(
  command: string,
  machine: Machine,
  signal: AbortSignal,
): Promise<Python | undefined> {
  const result = await runProgram(command, ["-c", question], {
    environment: machine.environment,
    signal,
  });
  if (result.kind === "missing" || result.code !== 0) return undefined;
  const answer = answerSchema.safeParse(parseJson(result.stdout));
  if (!answer.success) return undefined;
  const { tensorflow } = answer.data;
  return { command, ...answer.data, tensorflow: tensorflow === "" ? "" : path.resolve(tensorflow) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
