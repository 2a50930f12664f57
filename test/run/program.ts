import path from "node:path";
import { execa } from "execa";

/** Runs a program of a package with its output on the screen; resolves to its exit code. */
export function runPackage(
  repository: string,
  [script, ...parameters]: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  const file = path.join(repository, "node_modules", script);
  return runNode(repository, [file, ...parameters], environment);
}

/** Runs a script of the repository in the same way. */
export async function runNode(
  repository: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  const { exitCode } = await execa(process.execPath, parameters, {
    cwd: repository,
    reject: false,
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    env: { ...plainOutput(), ...environment },
  });
  return exitCode ?? 1;
}

/** A log file should be readable as it is. */
function plainOutput(): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? {} : { NO_COLOR: "1" };
}
