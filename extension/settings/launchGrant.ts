import { createHash, randomBytes } from "node:crypto";
import { lstat, mkdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cacheDirectory } from "../../model/host/cache.js";

/** A launcher's leave to begin a run in one folder. */
export interface LaunchGrant {
  /** Goes into the folder's request; nobody else can read it in the cache. */
  readonly secret: string;
  /** Takes the leave back; the folder is an ordinary one then. */
  readonly withdraw: () => Promise<void>;
}

/**
 * Leaves a secret in the user's cache, by which the extension knows the folder as a launcher's own. By
 * a file, since a VS Code that runs already takes no environment from whoever opens a window in it.
 */
export async function grantLaunch(folder: string): Promise<LaunchGrant> {
  const file = await grantFile(folder);
  const secret = randomBytes(24).toString("base64url");
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // A new file, so that the rights of one that is there, or where a link leads, do not count.
  await rm(file, { force: true });
  await writeFile(file, secret, { flag: "wx", mode: 0o600 });
  return {
    secret,
    withdraw: async () => {
      // A later launch may have its own there by now.
      if (await isGranted(folder, secret)) await rm(file, { force: true });
    },
  };
}

/** Whether a launcher of this user's gave this folder this secret. */
export async function isGranted(folder: string, secret: string): Promise<boolean> {
  const file = await grantFile(folder).catch(() => "");
  const info = await lstat(file).catch(() => null);
  if (info?.isFile() !== true || !isPrivate(info)) return false;
  return secret !== "" && (await readFile(file, "utf8").catch(() => "")) === secret;
}

async function grantFile(folder: string): Promise<string> {
  const name = createHash("sha256")
    .update(await realpath(folder))
    .digest("hex");
  return path.join(cacheDirectory(), "vscode", "launches", name);
}

/** Windows keeps a user's folders to the user by other means. */
function isPrivate({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  return process.platform === "win32" || (uid === process.getuid?.() && (mode & 0o077) === 0);
}
