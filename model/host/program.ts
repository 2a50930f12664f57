import { spawn } from "node:child_process";

export interface ProgramOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Its working directory; this process's if left out. */
  readonly directory?: string;
  readonly onLine?: (line: string) => void;
}

/** How a program ended; `missing` if it could not be started. */
export type ProgramResult =
  | { readonly kind: "missing"; readonly cause: Error }
  | {
      readonly kind: "ended";
      /** 0 for success; -1 if a signal ended it. */
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    };

/** Runs a program to its end without a shell; rejects only when the signal aborts, which ends it. */
export async function runProgram(
  command: string,
  parameters: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  options.signal.throwIfAborted();
  const result = await new Promise<ProgramResult>((resolve) => {
    const child = spawn(command, parameters, {
      env: options.environment,
      signal: options.signal,
      cwd: options.directory,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    let unfinished = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
      const lines = (unfinished + text).split(/\r?\n|\r/u);
      unfinished = lines.pop() ?? "";
      for (const line of lines) options.onLine?.(line);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", (cause) => {
      // An abort is an error too, but then "close" follows when the program has really ended.
      if (child.pid === undefined) resolve({ kind: "missing", cause });
    });
    child.on("close", (code) => {
      resolve({ kind: "ended", code: code ?? -1, ...output });
    });
  });
  options.signal.throwIfAborted();
  return result;
}

/** The last line that says something, for a message to a person. */
export function lastLine(text: string): string {
  const lines = text.split(/\r?\n/u).map((line) => line.trim());
  return lines.findLast((line) => line !== "") ?? "";
}
