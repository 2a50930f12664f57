import { rm } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../messages/userError.js";
import type { LoadOptions } from "./dataset.js";
import { download } from "../host/download.js";
import { exists } from "../host/files.js";
import { renameDurably } from "../host/renameDurably.js";
import { contentLength, readIdxFile, type IdxFile } from "./idxFile.js";
import { filesOf, type IdxSet } from "./idxSet.js";
import { locate } from "./places.js";
import { says } from "../messages/message.js";

/**
 * Fetches those of the set's files that `directory` lacks or has damaged, each checked before it
 * gets its name. Rejects with an Error that says what failed.
 */
export async function downloadSet(
  set: IdxSet,
  directory: string,
  environment: NodeJS.ProcessEnv,
  options: LoadOptions,
): Promise<void> {
  const files = filesOf(set);
  const sizes = files.map(contentLength);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  for (const [index, file] of files.entries()) {
    const share = sizes[index] ?? 0;
    if (!(await holdsSound(directory, file, options.signal))) {
      await downloadFile(set, file, directory, {
        environment,
        signal: options.signal,
        onShare: (part) => {
          const host = new URL(set.url).host;
          options.report(
            says("Downloading {0} from {1}", set.title, host),
            (done + part * share) / all,
          );
        },
      });
    }
    done += share;
  }
}

interface FileOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onShare: (part: number) => void;
}

async function downloadFile(
  set: IdxSet,
  file: IdxFile,
  directory: string,
  { environment, signal, onShare }: FileOptions,
): Promise<void> {
  const target = path.join(directory, `${file.name}.gz`);
  const part = `${target}.part`;
  const fetchPart = () =>
    download(new URL(`${file.name}.gz`, set.url), part, {
      environment,
      signal,
      onBytes: (received, total) => {
        onShare(total === null ? 0 : received / total);
      },
    });
  const isContinued = await exists(part);
  await fetchPart();
  try {
    await readIdxFile(part, file, signal);
  } catch (error) {
    await rm(part, { force: true });
    if (!isContinued || !(error instanceof UserError)) throw error;
    // Its beginning was of another file: once more, all of it.
    await fetchPart();
    await readIdxFile(part, file, signal);
  }
  await renameDurably(part, target);
}

/** Removes copies of the file that are damaged. */
async function holdsSound(directory: string, file: IdxFile, signal: AbortSignal): Promise<boolean> {
  const location = await locate(directory, file.name);
  if (location === undefined) return false;
  try {
    await readIdxFile(location, file, signal);
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await rm(location);
    return holdsSound(directory, file, signal);
  }
}
