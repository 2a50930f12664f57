import { readFile } from "node:fs/promises";
import { isProcessRunning } from "./process.js";
import { lastLine, runProgram } from "./program.js";

export interface RunningProcess {
  /**
   * When it began, in some measure that the calendar does not move and that tells it from a later
   * process of the same number; null where the system does not say.
   */
  readonly start: string | null;
  /** It was killed, and the system is still taking it down. */
  readonly isEnding: boolean;
}

const patienceMs = 5000;

/** The process of this number; null where there is none, or only what nobody has asked the end of. */
export async function lookAtProcess(processId: number): Promise<RunningProcess | null> {
  if (!isProcessRunning(processId)) return null;
  switch (process.platform) {
    case "linux":
      return lookIntoProc(processId);
    case "win32":
      return askPowerShell(processId);
    default:
      return askPs(processId);
  }
}

const unknown: RunningProcess = { start: null, isEnding: false };

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function lookIntoProc(processId: number): Promise<RunningProcess | null> {
  const stat = await readFile(`/proc/${processId}/stat`, "latin1").catch(() => null);
  // It has ended meanwhile, or the system hides the processes of others.
  if (stat === null) return isProcessRunning(processId) ? unknown : null;
  // The name before may hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state = "", , , , , , flags] = fields;
  if (state === "Z" || state === "X") return null;
  const isExiting = (Number(flags) & exitingFlag) !== 0;
  const start = fields[19] ?? null;
  return { start, isEnding: isExiting || (await isKilled(processId)) };
}

/** PF_EXITING of the kernel's sched.h. */
const exitingFlag = 0x4;
const killBit = 1n << 8n;

async function isKilled(processId: number): Promise<boolean> {
  const status = await readFile(`/proc/${processId}/status`, "latin1").catch(() => "");
  const masks = [...status.matchAll(/^(?:SigPnd|ShdPnd):\s*([\da-f]+)$/gmu)];
  return masks.some(([, mask = "0"]) => (BigInt(`0x${mask}`) & killBit) !== 0n);
}

async function askPs(processId: number): Promise<RunningProcess | null> {
  const line = await answerOf("ps", ["-o", "stat=,lstart=", "-p", `${processId}`]);
  const [, state, start] = /^(\S+)\s+(.+)$/u.exec(line) ?? [];
  if (state === undefined || start === undefined)
    return isProcessRunning(processId) ? unknown : null;
  return state.startsWith("Z") ? null : { start, isEnding: state.includes("E") };
}

async function askPowerShell(processId: number): Promise<RunningProcess | null> {
  const command = `(Get-Process -Id ${processId}).StartTime.ToFileTimeUtc()`;
  const line = await answerOf("powershell.exe", ["-NoProfile", "-Command", command]);
  return /^\d+$/u.test(line) ? { start: line, isEnding: false } : unknown;
}

async function answerOf(program: string, parameters: readonly string[]): Promise<string> {
  const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const signal = AbortSignal.timeout(patienceMs);
  const result = await runProgram(program, parameters, { environment, signal }).catch(() => null);
  return result?.kind === "ended" && result.code === 0 ? lastLine(result.stdout) : "";
}
