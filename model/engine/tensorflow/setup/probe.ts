import { UserError } from "../../../run/userError.js";
import type { Machine } from "./machine.js";
import { lastLine, runProgram } from "../../../data/host/program.js";

// Loading the binding starts TensorFlow's eager runtime, so a damaged library shows here.
const program = `process.stdout.write(String(require(process.argv[1]).TF_Version));`;

/**
 * Loads the binding in a process of its own, which may crash, and answers TensorFlow's version;
 * throws a UserError if it does not load.
 */
export async function probeBinding(
  bindingPath: string,
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
  if (result.kind === "ended" && result.code === 0 && result.stdout !== "") return result.stdout;
  const reason = result.kind === "missing" ? result.cause.message : reasonOf(result);
  throw new UserError(
    "The TensorFlow library does not load.",
    reason,
    "Run the set-up again to fetch it anew; if that does not help, use another engine.",
  );
}

function reasonOf({ code, stderr }: { code: number; stderr: string }): string {
  const error = /^(?:\w*Error): (.+)$/mu.exec(stderr)?.[1];
  if (error !== undefined) return `${error}.`;
  const last = lastLine(stderr);
  if (last !== "") return last;
  return code === -1 ? "It crashed while loading." : `Its trial ended with code ${code}.`;
}
