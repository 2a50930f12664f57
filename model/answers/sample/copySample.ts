import { copyFile } from "node:fs/promises";
import path from "node:path";
import { checkpointPath } from "../../folder/checkpoint.js";
import { encodeContents } from "../../folder/checkpointFile.js";
import { newestReadable } from "../../folder/readCheckpoint.js";
import { eventsFile, recordFile, sampleFolder } from "../../folder/runFolder.js";
import { requireWritableRun } from "../../folder/requireWritableRun.js";
import { readRunRecord, requireFreeFolder } from "../../folder/runRecord.js";
import { writeDurably } from "../../host/writeDurably.js";
import { folderReason, makeFolder } from "../../host/makeFolder.js";
import { removeIfPossible } from "../../host/removeIfPossible.js";
import { says } from "../../messages/message.js";
import { UsageError } from "../../messages/userError.js";

const action = says("Choose another folder.");

export interface CopiedSample {
  readonly run: string;
  readonly checkpoint: string;
}

/** Writes the run that comes with the product as an ordinary one, with its weights in float32. Throws a UsageError where one is there. */
export async function copySample(rootDirectory: string, output: string): Promise<CopiedSample> {
  const sample = path.join(rootDirectory, sampleFolder);
  const { runId } = readRunRecord(sample);
  await requireFreeFolder(output, action);
  await requireWritableRun(output, action);
  const found = await newestReadable(sample, ({ file, ...contents }) => ({
    ...{ file, bytes: encodeContents(contents) },
  }));
  if (found === null) throw new Error("The sample has no checkpoint.");
  const checkpoint = checkpointPath(output, found.file);
  // With its record it is a run, so that this comes last.
  const copied = [eventsFile, recordFile];
  try {
    await makeFolder(path.dirname(checkpoint));
    await writeDurably(checkpoint, found.bytes);
    for (const name of copied) await copyFile(path.join(sample, name), path.join(output, name));
  } catch (cause) {
    const written = [...copied.map((name) => path.join(output, name)), checkpoint];
    for (const file of written) await removeIfPossible(file);
    const what = says("The run's folder {0} cannot be written.", output);
    throw new UsageError(what, folderReason(cause), action, { cause });
  }
  return { run: runId, checkpoint: found.file };
}
