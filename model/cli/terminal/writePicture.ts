import { writeFile } from "node:fs/promises";
import path from "node:path";
import { messageOf, UsageError } from "../../messages/userError.js";
import { printNote } from "./output.js";

/** Writes a picture where a person wants it, and says what it shows; throws a UsageError where that cannot be. */
export async function writePicture(named: string, png: Buffer, shown: string): Promise<void> {
  const file = path.resolve(named);
  await writeFile(file, png).catch((cause: unknown) => {
    throw new UsageError(`The file ${file} cannot be written.`, messageOf(cause), "", { cause });
  });
  printNote(`${shown} are in ${file}.`);
}
