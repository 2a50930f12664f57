import { spawn } from "node:child_process";
import type { Socket } from "node:net";

/** What is to end when this program is gone, whatever ended it. */
export interface Guarded {
  /** The first process of the group. */
  readonly leader: number;
  /** How long the group may take to end by itself. */
  readonly graceMs: number;
  /** A file that will hold the number of one more process, outside the group. */
  readonly pidFile: string | undefined;
}

/**
 * A process of its own that waits for the end of a pipe, which the system closes however this program
 * ends. It is not in our group, so what ends that leaves it at work.
 */
const program = `
  const { execFileSync } = require("node:child_process");
  const { readFileSync } = require("node:fs");
  const { leader, graceMs, pidFile } = JSON.parse(process.argv[1]);
  const signal = (pid, name) => {
    try {
      return process.kill(pid, name);
    } catch {
      return false;
    }
  };
  const endOther = () => {
    try {
      const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
      if (pid > 0) signal(pid, "SIGTERM");
    } catch {}
  };
  const end = () => {
    if (pidFile) endOther();
    if (process.platform === "win32") {
      execFileSync("taskkill", ["/pid", String(leader), "/T", "/F"], { stdio: "ignore" });
      return;
    }
    const deadline = performance.now() + graceMs;
    signal(-leader, "SIGTERM");
    const timer = setInterval(() => {
      const isAlive = signal(-leader, 0);
      if (isAlive && performance.now() < deadline) return;
      if (isAlive) signal(-leader, "SIGKILL");
      clearInterval(timer);
    }, 200);
  };
  for (const name of ["SIGINT", "SIGHUP", "SIGTERM"]) process.on(name, () => undefined);
  process.stdin.on("data", () => process.exit(0)).on("end", end).on("error", end);
`;

/** Ends the group when this program is gone. The answer calls it off, where the group has ended. */
export function guard(guarded: Guarded): () => void {
  const child = spawn(process.execPath, ["-e", program, JSON.stringify(guarded)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  // Where it cannot be started, the group is stopped by whoever started it, as far as that goes.
  child.on("error", () => undefined);
  // SAFETY: the child is started with a pipe as its standard input, which is a socket in Node.
  const pipe = child.stdin as Socket;
  // The guard may be gone before it is called off.
  pipe.on("error", () => undefined);
  // Neither keeps this program alive.
  child.unref();
  pipe.unref();
  return () => void pipe.end("done");
}
