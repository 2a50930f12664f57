import { rename } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf } from "../messages/errorCode.js";

/** How Windows refuses while another program, such as a virus scanner, holds one of the files. */
const refusals: readonly unknown[] = ["EPERM", "EACCES", "EBUSY"];

/** Between two attempts; 3.2 seconds in all. */
const pausesMs = [50, 100, 200, 400, 800, 1600];

/** What the renaming has around it; tests give their own. */
interface RenameSurroundings {
  readonly platform?: NodeJS.Platform;
  readonly move?: (from: string, to: string) => Promise<void>;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** Renames a file or folder; on Windows again for some seconds where another program holds it. */
export async function renameWithPatience(
  from: string,
  to: string,
  { platform = process.platform, move = rename, pause = delay }: RenameSurroundings = {},
): Promise<void> {
  for (const pauseMs of platform === "win32" ? pausesMs : []) {
    try {
      await move(from, to);
      return;
    } catch (error) {
      if (!refusals.includes(codeOf(error))) throw error;
      await pause(pauseMs);
    }
  }
  await move(from, to);
}
