import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { LoadOptions } from "./dataset.js";
import { makeDirectory } from "../host/files.js";
import { lastLine, runProgram, type ProgramResult } from "../host/program.js";
import { readIdxFile } from "./idxFile.js";
import { filesOf, type IdxSet } from "./idxSet.js";
import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";

/**
 * Fetches Debian's package of a set and unpacks its files into `directory`, which needs no root.
 * Rejects with an Error that says what failed.
 */
export async function unpackDebianPackage(
  set: IdxSet,
  directory: string,
  environment: NodeJS.ProcessEnv,
  { report, signal }: LoadOptions,
): Promise<void> {
  report(says("Fetching Debian's package {0}", set.debianPackage), null);
  await makeDirectory(directory);
  const temporary = await mkdtemp(path.join(directory, ".package-"));
  const run = (command: string, parameters: readonly string[]) =>
    runProgram(command, parameters, { environment, signal, directory: temporary });
  try {
    const archive = await fetchPackage(set.debianPackage, temporary, run);
    succeed("dpkg-deb", await run("dpkg-deb", ["-x", archive, "unpacked"]));
    const folder = path.join(temporary, "unpacked", set.folders.debian);
    for (const file of filesOf(set)) {
      const packed = path.join(folder, `${file.name}.gz`);
      await readIdxFile(packed, file, signal);
      await rename(packed, path.join(directory, `${file.name}.gz`));
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

type Run = (command: string, parameters: readonly string[]) => Promise<ProgramResult>;

/** The name of the archive in `temporary`. */
async function fetchPackage(name: string, temporary: string, run: Run): Promise<string> {
  const first = await run("apt-get", ["-q", "download", name]);
  if (first.kind === "missing") throw new SaidError("this is no Debian");
  if (first.code !== 0) await fetchWithOwnLists(name, temporary, run);
  const archive = (await readdir(temporary)).find((file) => file.endsWith(".deb"));
  if (archive === undefined) throw new SaidError(says("apt-get left no archive of {0}", name));
  return archive;
}

/** Where the system's package lists were never fetched, as in a fresh container, and root is not us. */
async function fetchWithOwnLists(name: string, temporary: string, run: Run): Promise<void> {
  const lists = path.join(temporary, "lists");
  const cache = path.join(temporary, "cache");
  await mkdir(path.join(lists, "partial"), { recursive: true });
  await mkdir(path.join(cache, "archives", "partial"), { recursive: true });
  const own = ["-q", "-o", `Dir::State::lists=${lists}`, "-o", `Dir::Cache=${cache}`];
  succeed("apt-get", await run("apt-get", [...own, "update"]));
  succeed("apt-get", await run("apt-get", [...own, "download", name]));
}

function succeed(command: string, result: ProgramResult): void {
  if (result.kind === "missing") throw new SaidError(says("{0} is not installed", command));
  if (result.code !== 0)
    throw new SaidError(says("{0} says: {1}", command, lastLine(result.stderr)));
}
