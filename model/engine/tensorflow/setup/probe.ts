import { isLibraryRemark } from "../../../machine/libraryRemark.js";
import { UserError } from "../../../messages/userError.js";
import { isNewEnough, oldestVersionText, type Library } from "./library.js";
import { LoadError, remedyFor } from "./loadError.js";
import type { Machine } from "./machine.js";
import { loadingObstacles } from "./obstacles.js";
import { lastLine, runProgram, type ProgramResult } from "../../../host/program.js";
import { type Message, says, sentences, verbatim } from "../../../messages/message.js";

// Loading the binding starts TensorFlow's eager runtime, so a damaged library shows here.
const program = `process.stdout.write(String(require(process.argv[1]).TF_Version));`;

/**
 * Loads the binding in a process of its own, which may crash, and answers TensorFlow's version;
 * throws a LoadError if it does not load and a UserError if it is too old.
 */
export async function probeBinding(
  bindingPath: string,
  library: Library,
  machine: Machine,
  signal: AbortSignal,
): Promise<string> {
  const result = await runProgram(machine.node, ["-e", program, bindingPath], {
    environment: {
      ...machine.environment,
      ELECTRON_RUN_AS_NODE: "1", // the host's program on the desktop is Electron
      TF_CPP_MIN_LOG_LEVEL: "2",
      CUDA_VISIBLE_DEVICES: "-1", // a GPU is looked at when the engine starts
    },
    signal,
  });
  const isLoaded = result.kind === "ended" && result.code === 0 && result.stdout !== "";
  if (!isLoaded) {
    const obstacles = await loadingObstacles(machine.environment);
    throw new LoadError(library, reasonOf(result), obstacles);
  }
  if (isNewEnough(result.stdout)) return result.stdout;
  throw new UserError(
    says("TensorFlow {0} in {1} is too old.", result.stdout, library.directory),
    says("{0} or newer is needed.", oldestVersionText),
    remedyFor(library.origin),
  );
}

function reasonOf(result: ProgramResult): Message {
  if (result.kind === "missing") return sentences(verbatim(result.cause.message));
  const { code, stderr } = result;
  const error = /^(?:\w*Error): (.+)$/mu.exec(stderr)?.[1];
  if (error !== undefined) return sentences(verbatim(error));
  const errors = stderr.split("\n").filter((line) => !isLibraryRemark(line));
  const last = lastLine(errors.join("\n"));
  if (last !== "") return verbatim(last);
  return code === -1
    ? says("It crashed while loading.")
    : says("Its trial ended with code {0}.", code);
}
