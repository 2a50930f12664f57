import os from "node:os";
import path from "node:path";
import { execa } from "execa";
import type { StageContext } from "./stage.js";

/** Runs a program of a package with its output on the screen; resolves to its exit code. */
export function runPackage(
  context: StageContext,
  [script, ...parameters]: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  const file = path.join(context.repository, "node_modules", script);
  return runNode(context, [file, ...parameters], environment);
}

/** Runs a script of the repository in the same way. */
export async function runNode(
  { repository, prefix, givesWay }: StageContext,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  function* marked(line: unknown): Generator<string> {
    yield `${prefix}${String(line)}`;
  }
  const program = execa(process.execPath, parameters, {
    cwd: repository,
    reject: false,
    stdin: "ignore",
    buffer: false,
    stdout: prefix === "" ? "inherit" : [marked, "inherit"],
    stderr: prefix === "" ? "inherit" : [marked, "inherit"],
    env: { ...plainOutput(prefix !== ""), ...environment },
  });
  if (givesWay) lower(program.pid);
  const { exitCode } = await program;
  return exitCode ?? 1;
}

/**
 * A trainer has the lowest priority that there is: in a window beside tests with the usual one it would have a
 * hundredth of a processor, and what the window waits for would not come. Between the two it has a fifth of one
 * beside a test, which is enough for a step, and does not take from the tests what nobody waits for.
 */
const lowered = Math.round(os.constants.priority.PRIORITY_LOW * 0.65);

function lower(processId: number | undefined): void {
  try {
    if (processId !== undefined) os.setPriority(processId, lowered);
  } catch {
    // Where the system does not allow that, all have the same.
  }
}

/** A log file, and what is marked line by line, should be readable as it is. */
function plainOutput(isMarked: boolean): NodeJS.ProcessEnv {
  return process.stdout.isTTY && !isMarked ? {} : { NO_COLOR: "1" };
}
