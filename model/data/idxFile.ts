import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { fileReason } from "../messages/fileReason.js";
import { UserError } from "../messages/userError.js";
import { isGzip, lengthAtEnd, requirePackable, unpack, unpackStart } from "./gzip.js";
import { damaged, decodeIdx, headerLength, readIdxHeader, type IdxArray } from "./idx.js";
import { says, sentences } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";

/** One file of a data set, and what makes it the right one. */
export interface IdxFile {
  /** Without `.gz`. */
  readonly name: string;
  readonly dimensions: readonly number[];
  /**
   * SHA-256 (hex) of the unpacked content. Packed copies differ by their gzip header (Debian drops
   * the name and the time), so only the content tells whether it is the authors' file.
   */
  readonly sha256: string;
}

/** More than the pictures of a data set may take in memory. */
const mostContent = 2e9;

/** What gzip adds at most to a content that it cannot pack, with a header that has names. */
const mostOfPacking = 1e6;

/** Reads a plain or gzip-packed file and checks every byte of it; throws a UserError if it is not `file`. */
export async function readIdxFile(
  location: string,
  file: IdxFile,
  signal: AbortSignal,
): Promise<IdxArray> {
  // Neither the file nor what packs it is longer.
  const most = contentLength(file) + mostOfPacking;
  const stored = await readStored(location, most, signal);
  const bytes = isGzip(stored) ? await unpack(stored, location, contentLength(file)) : stored;
  signal.throwIfAborted();
  return checkIdxFile(bytes, location, file);
}

function checkIdxFile(bytes: Uint8Array, location: string, file: IdxFile): IdxArray {
  const array = decodeIdx(bytes, file.dimensions.length, location);
  const found = array.dimensions.join("×");
  const expected = file.dimensions.join("×");
  if (found !== expected) {
    throw damaged(
      location,
      says("Its dimensions are {0}, where those of the data set are {1}.", found, expected),
    );
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== file.sha256) {
    throw damaged(
      location,
      says(
        "The SHA-256 of its content is {0}, where the authors' file has {1}.",
        ...[sha256, file.sha256],
      ),
    );
  }
  return array;
}

/** What a plain or gzip-packed file holds, whatever that is, up to a bound; throws a UserError. */
export async function readContent(location: string, signal: AbortSignal): Promise<Uint8Array> {
  const stored = await readStored(location, mostContent, signal);
  if (!isGzip(stored)) return stored;
  const length = lengthAtEnd(stored, location);
  requireBounded(location, length);
  return unpack(stored, location, length);
}

/** An IDX file with what it holds, packed or plain, whose header says how much that is; throws a UserError. */
export async function readAnyIdx(
  location: string,
  rank: number,
  signal: AbortSignal,
): Promise<IdxArray & { readonly bytes: Uint8Array }> {
  const stored = await readStored(location, mostContent, signal);
  const bytes = isGzip(stored) ? await unpackIdx(stored, location, rank) : stored;
  return { ...decodeIdx(bytes, rank, location), bytes };
}

/** No more is unpacked than the header says, whatever stands behind it. */
async function unpackIdx(packed: Uint8Array, location: string, rank: number): Promise<Uint8Array> {
  const start = await unpackStart(packed, location, headerLength(rank));
  const { length } = readIdxHeader(start, rank, location);
  requireBounded(location, length);
  requirePackable(packed, location, length);
  return unpack(packed, location, length);
}

function requireBounded(location: string, length: number, most = mostContent): void {
  if (length <= most) return;
  throw damaged(location, says("It has {0} bytes, where {1} are the most.", length, most));
}

/** All of a file of so many bytes at most: of what is none, as a pipe or a device, there may be no end. */
async function readStored(
  location: string,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    const status = await stat(location);
    if (status.isDirectory()) throw new SaidError("It is a folder.");
    if (!status.isFile()) throw new SaidError("It is no ordinary file.");
    requireBounded(location, status.size, most);
    return await readFile(location, { signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) throw error;
    throw new UserError(
      says("The data file {0} cannot be read.", location),
      sentences(fileReason(error)),
      "Make the file readable or choose another data folder.",
      { cause: error, remedy: "data" },
    );
  }
}

/** Bytes of the unpacked file. */
export function contentLength(file: IdxFile): number {
  const { dimensions } = file;
  return dimensions.reduce((product, size) => product * size, 1) + headerLength(dimensions.length);
}
