import { UserError } from "../messages/userError.js";
import { type Message, says } from "../messages/message.js";

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
      says("It ends after {0} bytes, inside its {1}-byte header.", bytes.length, headerLength),
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
  const expectedLength = headerLength + dimensions.reduce((product, size) => product * size, 1);
  if (bytes.length !== expectedLength) {
    const difference =
      bytes.length < expectedLength ? says("is cut short") : says("has trailing bytes");
    throw damaged(
      file,
      says(
        "It {0}: {1} bytes, where {2} values take {3}.",
        ...[difference, bytes.length, dimensions.join("×"), expectedLength],
      ),
    );
  }
  // Not a Buffer, whose slice() would share where a Uint8Array's copies.
  const start = bytes.byteOffset + headerLength;
  return { dimensions, values: new Uint8Array(bytes.buffer, start, bytes.length - headerLength) };
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
