import { UserError } from "../messages/userError.js";
import { type Message, says } from "../messages/message.js";

/** Unsigned bytes with their dimensions, as an IDX file holds them. */
export interface IdxArray {
  readonly dimensions: readonly number[];
  /** A view of the file's bytes, not a copy. */
  readonly values: Uint8Array;
}

const unsignedByte = 0x08; // the only element type in the MNIST family

/** What an IDX file says of itself. */
interface IdxHeader {
  readonly dimensions: readonly number[];
  /** Bytes of the whole file. */
  readonly length: number;
}

/** Bytes before the values of an array of so many dimensions. */
export function headerLength(rank: number): number {
  return 4 + 4 * rank;
}

/** The header of an IDX file of unsigned bytes with exactly `rank` dimensions; throws a UserError naming `file` where it is none. */
export function readIdxHeader(bytes: Uint8Array, rank: number, file: string): IdxHeader {
  const header = headerLength(rank);
  if (bytes.length < header) {
    throw damaged(
      file,
      says("It ends inside its header, after {0} of {1} bytes.", bytes.length, header),
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const expectedMagic = (unsignedByte << 8) | rank;
  if (magic !== expectedMagic) {
    throw damaged(
      file,
      says("It begins with {0} where IDX bytes have {1}.", hex(magic), hex(expectedMagic)),
    );
  }
  const dimensions = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = header + dimensions.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(length)) {
    throw damaged(
      file,
      says(
        "Its header says dimensions of {0}, for which no file is long enough.",
        dimensions.join("×"),
      ),
    );
  }
  return { dimensions, length };
}

/** Decodes an IDX file; throws a UserError where its header or its length are not what the format demands. */
export function decodeIdx(bytes: Uint8Array, rank: number, file: string): IdxArray {
  const { dimensions, length } = readIdxHeader(bytes, rank, file);
  if (bytes.length !== length) {
    const difference = bytes.length < length ? says("is cut short") : says("has trailing bytes");
    throw damaged(
      file,
      says(
        "It {0}: {1} bytes, where dimensions of {2} take {3}.",
        ...[difference, bytes.length, dimensions.join("×"), length],
      ),
    );
  }
  // Not a Buffer, whose slice() would share where a Uint8Array's copies.
  const start = bytes.byteOffset + headerLength(rank);
  return { dimensions, values: new Uint8Array(bytes.buffer, start, length - headerLength(rank)) };
}

/** The error of a data file that cannot be used; `why` is one sentence. */
export function damaged(file: string, why: Message, options?: { cause?: unknown }): UserError {
  const action = "Delete the file or choose another data folder, then try again.";
  return new UserError(says("The data file {0} is damaged.", file), why, action, {
    ...options,
    remedy: "data",
  });
}

function hex(magic: number): string {
  return `0x${magic.toString(16).padStart(8, "0")}`;
}
