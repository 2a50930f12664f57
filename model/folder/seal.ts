import { createHash } from "node:crypto";

/** Stands where the seal will be while the bytes are hashed. */
export const unsealed = "0".repeat(64);

const wellFormed = /^[\da-f]{64}$/u;

/** Puts the SHA-256 of the bytes, in hexadecimal, in the place of the first `unsealed` among them. */
export function seal(bytes: Uint8Array): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = view.indexOf(unsealed, 0, "latin1");
  if (place < 0) throw new RangeError("There is no place for a seal.");
  view.write(hashWithout(bytes, place), place, "latin1");
}

/** Whether the bytes are those that were sealed so: not one bit of them may differ. */
export function isIntact(bytes: Uint8Array, sealed: string): boolean {
  if (!wellFormed.test(sealed)) return false;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = view.indexOf(sealed, 0, "latin1");
  return place >= 0 && hashWithout(bytes, place) === sealed;
}

function hashWithout(bytes: Uint8Array, place: number): string {
  return createHash("sha256")
    .update(bytes.subarray(0, place))
    .update(unsealed)
    .update(bytes.subarray(place + unsealed.length))
    .digest("hex");
}
