import { UserError } from "../messages/userError.js";

/** Unsigned bytes with their dimensions, as an IDX file holds them. */
export interface IdxArray {
  readonly dimensions: readonly number[];
  /** A view of the file's bytes, not a copy. */
  readonly values: Uint8Array;
}

const unsignedByte = 0x08; // the only element type in the MNIST family

/**
 * Decodes an IDX file of unsigned bytes with exactly `rank` dimensions; throws a UserError naming
 * `file` where magic, dimensions or length are not what the format demands.
 */
export function decodeIdx(bytes: Uint8Array, rank: number, file: string): IdxArray {
  const headerLength = 4 + 4 * rank;
  if (bytes.length < headerLength) {
    throw damaged(
      file,
      `It ends after ${bytes.length} bytes, inside its ${headerLength}-byte header.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const expectedMagic = (unsignedByte << 8) | rank;
  if (magic !== expectedMagic) {
    throw damaged(file, `It begins with ${hex(magic)} where IDX bytes have ${hex(expectedMagic)}.`);
  }
  const dimensions = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const expectedLength = headerLength + dimensions.reduce((product, size) => product * size, 1);
  if (bytes.length !== expectedLength) {
    const difference = bytes.length < expectedLength ? "is cut short" : "has trailing bytes";
    throw damaged(
      file,
      `It ${difference}: ${bytes.length} bytes, where ${dimensions.join("×")} values take ${expectedLength}.`,
    );
  }
  // Not a Buffer, whose slice() would share where a Uint8Array's copies.
  const start = bytes.byteOffset + headerLength;
  return { dimensions, values: new Uint8Array(bytes.buffer, start, bytes.length - headerLength) };
}

/** The error of a data file that cannot be used; `why` is one sentence. */
export function damaged(file: string, why: string, options?: { cause?: unknown }): UserError {
  const action = "Delete the file or choose another data folder, then try again.";
  return new UserError(`The data file ${file} is damaged.`, why, action, {
    ...options,
    remedy: "data",
  });
}

function hex(magic: number): string {
  return `0x${magic.toString(16).padStart(8, "0")}`;
}
