import path from "node:path";
import { renameWithPatience } from "./renameWithPatience.js";
import { syncFolder } from "./syncFolder.js";

/** Tests give their own. */
interface RenameSteps {
  readonly move?: (from: string, to: string) => Promise<void>;
  readonly sync?: (directory: string) => Promise<void>;
}

/** Renames a file or folder so that the new name lasts, also in a power cut. */
export async function renameDurably(
  from: string,
  to: string,
  { move = renameWithPatience, sync = syncFolder }: RenameSteps = {},
): Promise<void> {
  await move(from, to);
  await sync(path.dirname(to));
}
