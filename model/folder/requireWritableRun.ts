import { constants, existsSync } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { firstMissing, folderReason, makeWritableFolder, removeEmpty } from "../host/makeFolder.js";
import { says, type Text } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import { checkpointsFolder } from "./checkpoint.js";
import { eventsFile } from "./runFolder.js";

/**
 * Throws a UsageError where a run cannot be recorded in the folder; where a run is there, its parts have to be writable
 * too. A folder that is missing is made to see that, and is gone again: what is asked for may still be refused.
 */
export async function requireWritableRun(runDirectory: string, action: Text): Promise<void> {
  const checkpoints = path.join(runDirectory, checkpointsFolder);
  const events = path.join(runDirectory, eventsFile);
  const first = firstMissing(runDirectory);
  try {
    await makeWritableFolder(runDirectory);
    if (existsSync(checkpoints)) await makeWritableFolder(checkpoints);
    if (existsSync(events)) await access(events, constants.W_OK);
  } catch (cause) {
    const what = says("The run's folder {0} cannot be written.", runDirectory);
    throw new UsageError(what, folderReason(cause), action, { cause });
  } finally {
    await removeEmpty(runDirectory, first);
  }
}
