import { copyFile } from "node:fs/promises";
import path from "node:path";
import { checkpointPath } from "../../folder/checkpoint.js";
import { encodeContents } from "../../folder/checkpointFile.js";
import { newestReadable } from "../../folder/readCheckpoint.js";
import { eventsFile, recordFile, sampleFolder } from "../../folder/runFolder.js";
import { readRunRecord, requireFreeFolder } from "../../folder/runRecord.js";
import { writeDurably } from "../../host/writeDurably.js";
import { makeFolder } from "../../host/makeFolder.js";

export interface CopiedSample {
  readonly run: string;
  readonly checkpoint: string;
}

/** Writes the run that comes with the product as an ordinary one, with its weights in float32. Throws a UsageError where one is there. */
export async function copySample(rootDirectory: string, output: string): Promise<CopiedSample> {
  const sample = path.join(rootDirectory, sampleFolder);
  const { runId } = readRunRecord(sample);
  await requireFreeFolder(output);
  const found = await newestReadable(sample, ({ file, ...contents }) => ({
    ...{ file, bytes: encodeContents(contents) },
  }));
  if (found === null) throw new Error("The sample has no checkpoint.");
  await makeFolder(path.dirname(checkpointPath(output, found.file)));
  for (const name of [recordFile, eventsFile]) {
    await copyFile(path.join(sample, name), path.join(output, name));
  }
  await writeDurably(checkpointPath(output, found.file), found.bytes);
  return { run: runId, checkpoint: found.file };
}
