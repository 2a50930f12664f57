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
  if (givesWay > 0) lower(program.pid, givesWay);
  const { exitCode } = await program;
  return exitCode ?? 1;
}

function lower(processId: number | undefined, priority: number): void {
  try {
    if (processId !== undefined) os.setPriority(processId, priority);
  } catch {
    // Where the system does not allow that, all have the same.
  }
}

/** A log file, and what is marked line by line, should be readable as it is. */
function plainOutput(isMarked: boolean): NodeJS.ProcessEnv {
  return process.stdout.isTTY && !isMarked ? {} : { NO_COLOR: "1" };
}
