import { execa } from "execa";
import { isProcessRunning } from "../../model/host/process.js";

const pollMs = 1000;

/** Calls back once npm, which runs this script, is gone: one that is killed cannot pass anything on. */
export async function whenNpmIsGone(tell: () => void): Promise<void> {
  const npm = await findNpm();
  if (npm === null) return;
  const watch = setInterval(() => {
    if (isProcessRunning(npm)) return;
    clearInterval(watch);
    tell();
  }, pollMs);
  watch.unref();
}

/** Its number; null where npm did not run this, and on Windows, where nobody knows. */
async function findNpm(): Promise<number | null> {
  const { ppid, platform, env } = process;
  if (env["npm_lifecycle_event"] === undefined || platform === "win32") return null;
  const asked = ["-o", "ppid=,args=", "-p", String(ppid)];
  const { stdout } = await execa("ps", asked, { reject: false, stdin: "ignore" });
  const [, above = "", command = ""] = /^\s*(\d+)\s+(.*)$/u.exec(stdout) ?? [];
  // npm runs a script by a shell, which some systems leave between the two.
  return /\s-c\s/u.test(command) ? Number(above) : ppid;
}
