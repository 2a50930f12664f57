import { statfs } from "node:fs/promises";
import { cacheDirectory } from "../../../host/cache.js";

/** What set-up asks of the computer it runs on; tests give their own. */
export interface Machine {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  readonly cache: string;
  /** The program that loads the binding for a trial. */
  readonly node: string;
  /** Bytes that this user can still write to the folder's file system; the folder must exist. */
  freeBytes(directory: string): Promise<number>;
}

export function hostMachine(): Machine {
  return {
    environment: process.env,
    platform: process.platform,
    architecture: process.arch,
    cache: cacheDirectory(),
    node: process.execPath,
    freeBytes: async (directory) => {
      const { bavail, bsize } = await statfs(directory);
      return bavail * bsize;
    },
  };
}
