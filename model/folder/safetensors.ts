import { metadataKey, parseHeader } from "./tensorHeader.js";
import { SaidError } from "../messages/saidError.js";

/** A tensor to store or as stored; float32, row-major. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const lengthBytes = 8;

/** The bytes of a safetensors file: the header's length, the header as JSON, the tensors end to end. */
export function encodeTensors({ tensors, metadata }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { [metadataKey]: metadata };
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
  }
  const text = JSON.stringify(header);
  const json = new TextEncoder().encode(text);
  // Spaces after the JSON align the tensors to 8 bytes, as the format asks.
  const headerLength = Math.ceil(json.length / lengthBytes) * lengthBytes;
  const bytes = new Uint8Array(lengthBytes + headerLength + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, lengthBytes, lengthBytes + headerLength);
  bytes.set(json, lengthBytes);
  let place = lengthBytes + headerLength;
  for (const { values } of tensors.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), place);
    place += values.byteLength;
  }
  return bytes;
}

/** Throws an Error that says in one sentence what is wrong where the bytes are not a whole safetensors file. */
export function decodeTensors(bytes: Uint8Array): TensorFile {
  const start = dataStartOf(bytes);
  const data = bytes.subarray(start);
  const { tensors, metadata } = parseHeader(bytes.subarray(lengthBytes, start), data.length);
  return {
    metadata,
    tensors: new Map(
      [...tensors].map(([name, { shape, from, to }]) => [
        name,
        { shape, values: toFloats(data.subarray(from, to)) },
      ]),
    ),
  };
}

/** Where the tensors begin. */
function dataStartOf(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes) throw new SaidError("It is shorter than a header.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = lengthBytes + Number(view.getBigUint64(0, true));
  if (start > bytes.length) throw new SaidError("Its header is cut off.");
  return start;
}

/** Copied, so that it is aligned and does not keep the whole file alive. */
function toFloats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
