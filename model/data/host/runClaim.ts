import { open, rm, writeFile } from "node:fs/promises";
import { uptime } from "node:os";
import path from "node:path";
import { UserError } from "../../run/userError.js";
import { isProcessRunning } from "./process.js";
import { claimFile } from "./runFolder.js";

/** The process that trains the run in this folder; null where none does. */
export async function claimantOf(directory: string): Promise<number | null> {
  // Opened once: its owner may remove it at any time.
  const file = await open(path.join(directory, claimFile)).catch(() => null);
  if (file === null) return null;
  try {
    const { mtimeMs } = await file.stat();
    // A number from before the machine was last started belongs to another process by now.
    if (mtimeMs < Date.now() - uptime() * 1000) return null;
    const claimant = Number(await file.readFile("utf8"));
    return isProcessRunning(claimant) ? claimant : null;
  } finally {
    await file.close();
  }
}

/** Says that a process trains the run in this folder; throws a UserError where another one does. */
export async function claimRun(directory: string, processId: number): Promise<void> {
  const claimant = await claimantOf(directory);
  if (claimant !== null && claimant !== processId) throw isBeingTrained(directory, claimant);
  await writeFile(path.join(directory, claimFile), `${processId}\n`);
}

/** Ends the claim of a process, and leaves that of another one. */
export async function releaseRun(directory: string, processId: number): Promise<void> {
  const claimant = await claimantOf(directory);
  if (claimant !== null && claimant !== processId) return;
  await rm(path.join(directory, claimFile), { force: true });
}

function isBeingTrained(directory: string, claimant: number): UserError {
  return new UserError(
    "Another trainer is at work on this run.",
    `Process ${claimant} trains it in ${directory}.`,
    `Wait for its end or stop it; if that process is no trainer, delete the file ${claimFile} there.`,
  );
}
