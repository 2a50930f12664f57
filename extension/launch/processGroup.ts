import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { execa, type Options } from "execa";
import { guard } from "./guard.js";

/** How a group ended: the exit code of its first process, or null if a signal ended it. */
export type ExitCode = number | null;

/** A process and everything it starts, stopped together. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Resolves when the first process has ended; rejects if it could not be started. */
  readonly ended: Promise<ExitCode>;
  /** Ends every process of the group; resolves when none is left. May be called twice. */
  readonly stop: () => Promise<void>;
}

/** Long enough for a trainer to finish its step and write a checkpoint. */
const graceMs = 20_000;
const pollMs = 50;

/**
 * Starts a program as the leader of a process group of its own, so Ctrl-C reaches only us. The group
 * ends with this program, also where that is killed; `pidFile` names one more process for that case.
 */
export function startGroup(
  command: string,
  parameters: readonly string[],
  options: Pick<Options, "stdio" | "env">,
  pidFile?: string,
): ProcessGroup {
  // Where the program is a batch file of Windows, execa quotes for its shell, which Node does not.
  const child: ChildProcess = execa(command, parameters, {
    ...options,
    extendEnv: options.env === undefined,
    // A detached process on Windows gets a console window of its own.
    detached: process.platform !== "win32",
    // How it ends is told by `ended`, and its output is read by whoever asked for it.
    ...{ reject: false, buffer: false, cleanup: false },
  });
  const ended = new Promise<ExitCode>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  const { pid: leader } = child;
  const callOff = leader === undefined ? null : guard({ leader, graceMs, pidFile });
  const stop = async (): Promise<void> => {
    await stopGroup(child);
    callOff?.();
  };
  // Once no process of the group is left, its number may become another's.
  const callOffIfEmpty = (): void => {
    if (!signalGroup(leader, 0)) callOff?.();
  };
  // Whoever needs the outcome awaits `ended`; nobody has to.
  ended.then(callOffIfEmpty, callOffIfEmpty);
  let stopping: Promise<void> | undefined;
  return { child, ended, stop: () => (stopping ??= stop()) };
}

async function stopGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === "win32") {
    await taskkill(pid);
    return;
  }
  const deadline = Date.now() + graceMs;
  let alive = signalGroup(pid, "SIGTERM");
  while (alive && Date.now() < deadline) {
    await sleep(pollMs);
    alive = signalGroup(pid, 0);
  }
  signalGroup(pid, "SIGKILL");
}

/** False if no process of the group is left. */
function signalGroup(leader: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (leader === undefined || process.platform === "win32") return false;
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

async function taskkill(pid: number): Promise<void> {
  const killer = spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
  await new Promise((resolve) => {
    killer.once("error", resolve);
    killer.once("exit", resolve);
  });
}
