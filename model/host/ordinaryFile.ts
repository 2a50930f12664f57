import { readFileSync, statSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";

/** Much more than any record of ours takes. */
const mostOfRecord = 16e6;

interface Status {
  readonly size: number;
  isFile(): boolean;
}

/**
 * All of a file; throws a SaidError for one that is longer than `most` bytes, and for what is no file:
 * a pipe would be waited for as long as nobody writes to it, and a device may have no end.
 */
export async function readOrdinaryFile(file: string, most = mostOfRecord): Promise<Buffer> {
  refuseOther(await stat(file), most);
  return readFile(file);
}

/** The same at once: here nothing, not even a key that is pressed, would end the waiting. */
export function readOrdinaryFileSync(file: string): Buffer {
  refuseOther(statSync(file), mostOfRecord);
  return readFileSync(file);
}

function refuseOther(status: Status, most: number): void {
  if (!status.isFile()) throw new SaidError("It is a folder or a device, and no file.");
  if (status.size > most) throw new SaidError(says("It is larger than {0} MB.", most / 1e6));
}
