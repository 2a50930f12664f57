import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** After this the browser is taken for open: it may be the opener itself, which ends with it. */
const openerMs = 2000;

/** Opens an address in the user's browser; false if there is no way to, or once `signal` aborts. */
export async function openInBrowser(address: string, signal: AbortSignal): Promise<boolean> {
  const command = process.platform === "darwin" ? "open" : "xdg-open";
  const child = spawn(command, [address], { stdio: "ignore", detached: true });
  child.unref();
  const ended = new Promise<boolean>((resolve) => {
    child.once("error", () => {
      resolve(false);
    });
    child.once("exit", (code) => {
      resolve(code === 0);
    });
  });
  const goesOn = sleep(openerMs, true, { signal }).catch(() => false);
  return Promise.race([ended, goesOn]);
}
