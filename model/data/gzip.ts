import { createGunzip, gunzip } from "node:zlib";
import { codeOf } from "../messages/errorCode.js";
import { type Message, says } from "../messages/message.js";
import { messageOf } from "../messages/userError.js";
import { damaged } from "./idx.js";

/** A length of 258 takes two bits at least: more than this many times shorter deflate makes nothing (zlib's manual). */
const mostRatio = 1032;

/** A header, and at the end a sum and the length. */
const leastLength = 10 + 4 + 4;

const isCut = says("It is cut short: its gzip data ends too early.");

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * What gzip says at its end of how long its content is. Where a file is cut anything stands there; throws
 * a UserError where so much could not be packed in it.
 */
export function lengthAtEnd(packed: Uint8Array, location: string): number {
  if (packed.length < leastLength) throw damaged(location, isCut);
  const length = Buffer.from(packed.slice(-4)).readUInt32LE();
  requirePackable(packed, location, length);
  return length;
}

/** Throws a UserError where a content of so many bytes could not be packed in so few: nothing is to be made ready for it. */
export function requirePackable(packed: Uint8Array, location: string, length: number): void {
  if (length > packed.length * mostRatio) throw damaged(location, isCut);
}

/** At least so many bytes of the content, or all of a shorter one; the rest is not unpacked. */
export async function unpackStart(
  packed: Uint8Array,
  location: string,
  count: number,
): Promise<Uint8Array> {
  const unpacking = createGunzip({ chunkSize: 64 });
  unpacking.end(packed);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    // SAFETY: a stream that is told no encoding gives bytes.
    for await (const part of unpacking as AsyncIterable<Uint8Array>) {
      parts.push(part);
      length += part.length;
      if (length >= count) break;
    }
  } catch (error) {
    throw damaged(location, gzipReason(error, 0), { cause: error });
  }
  return Buffer.concat(parts);
}

/** Unpacks the whole of a gzip file: a cut, an error or bytes after the end are refused. */
export async function unpack(
  packed: Uint8Array,
  location: string,
  length: number,
): Promise<Uint8Array> {
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
    throw damaged(location, says("Bytes that follow the end of its gzip data: {0}.", extra));
  }
  return bytes;
}

/** With `info`, zlib answers with the engine too, which the type declarations do not know. */
function unpackedResult(result: unknown): { bytes: Uint8Array; consumed: number } {
  // SAFETY: Node documents this answer for `info: true`.
  const { buffer, engine } = result as { buffer: Uint8Array; engine: { bytesWritten: number } };
  return { bytes: buffer, consumed: engine.bytesWritten };
}

function gzipReason(error: unknown, length: number): Message {
  switch (codeOf(error)) {
    case "Z_BUF_ERROR":
      return isCut;
    case "ERR_BUFFER_TOO_LARGE":
      return says("It unpacks to more bytes than the {0} that it should hold.", length);
    default:
      return says("Its gzip data is broken: {0}.", messageOf(error));
  }
}
