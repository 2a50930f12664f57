import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { gunzip } from "node:zlib";
import { fileReason } from "../messages/fileReason.js";
import { UserError } from "../messages/userError.js";
import { damaged, decodeIdx, type IdxArray } from "./idx.js";
import { type Message, says, sentences } from "../messages/message.js";

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
  await refuseLarge(location, file);
  const stored = await readStored(location, signal);
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
      says("It holds {0} values, where the data set has {1}.", found, expected),
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

/** Neither the file nor what packs it is longer; it is told before it is read. */
async function refuseLarge(location: string, file: IdxFile): Promise<void> {
  const most = contentLength(file) + mostOfPacking;
  const size = await stat(location).then(
    (status) => status.size,
    // Told by reading it.
    () => 0,
  );
  if (size <= most) return;
  throw damaged(location, says("It has {0} bytes, where {1} are the most.", size, most));
}

/** What a plain or gzip-packed file holds, whatever that is, up to a bound; throws a UserError. */
export async function readContent(location: string, signal: AbortSignal): Promise<Uint8Array> {
  const stored = await readStored(location, signal);
  const length = isGzip(stored) ? packedLength(stored) : stored.length;
  if (length > mostContent) {
    throw damaged(location, says("It has {0} bytes, where {1} are the most.", length, mostContent));
  }
  return isGzip(stored) ? unpack(stored, location, length) : stored;
}

/** gzip says at its end how long its content is. */
function packedLength(packed: Uint8Array): number {
  return Buffer.from(packed.slice(-4)).readUInt32LE();
}

async function readStored(location: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await readFile(location, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new UserError(
      says("The data file {0} cannot be read.", location),
      sentences(fileReason(error)),
      "Make the file readable or choose another data folder.",
      { cause: error, remedy: "data" },
    );
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Bytes of the unpacked file. */
export function contentLength(file: IdxFile): number {
  const header = 4 + 4 * file.dimensions.length;
  return file.dimensions.reduce((product, size) => product * size, 1) + header;
}

/** Unpacks the whole of a gzip file: a cut, an error or bytes after the end are refused. */
async function unpack(packed: Uint8Array, location: string, length: number): Promise<Uint8Array> {
  const { bytes, consumed } = await new Promise<{ bytes: Uint8Array; consumed: number }>(
    (resolve, reject) => {
      // One output chunk for the whole content: 55 MB in 16 KiB chunks takes three times as long.
      const options = { maxOutputLength: length + 1, chunkSize: Math.max(length + 1, 64) };
      gunzip(packed, { ...options, info: true }, (error, result) => {
        if (error === null) resolve(unpackedResult(result));
        else reject(damaged(location, gzipReason(error, length), { cause: error }));
      });
    },
  );
  if (consumed !== packed.length) {
    const extra = packed.length - consumed;
    throw damaged(location, says("{0} bytes follow the end of its gzip data.", extra));
  }
  return bytes;
}

/** With `info`, zlib answers with the engine too, which the type declarations do not know. */
function unpackedResult(result: unknown): { bytes: Uint8Array; consumed: number } {
  // SAFETY: Node documents this answer for `info: true`.
  const { buffer, engine } = result as { buffer: Uint8Array; engine: { bytesWritten: number } };
  return { bytes: buffer, consumed: engine.bytesWritten };
}

function gzipReason(error: NodeJS.ErrnoException, length: number): Message {
  if (error.code === "Z_BUF_ERROR") return says("It is cut short: its gzip data ends too early.");
  if (error.code === "ERR_BUFFER_TOO_LARGE") {
    return says("It unpacks to more than the {0} bytes that it should hold.", length);
  }
  return says("Its gzip data is broken: {0}.", error.message);
}
