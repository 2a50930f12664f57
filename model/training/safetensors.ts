import * as z from "zod";

/** A tensor to store or as stored; float32, row-major. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const headerSchema = z.record(
  z.string(),
  z.union([
    z.strictObject({
      dtype: z.literal("F32"),
      shape: z.array(z.int().nonnegative()),
      data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
    }),
    z.record(z.string(), z.string()),
  ]),
);

const lengthBytes = 8;
const metadataKey = "__metadata__";

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

/** Throws an Error that says what is wrong where the bytes are not a whole safetensors file. */
export function decodeTensors(bytes: Uint8Array): TensorFile {
  if (bytes.length < lengthBytes) throw new Error("It is shorter than a header.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = lengthBytes + headerLength;
  if (start > bytes.length) throw new Error("Its header is cut off.");
  const header = headerSchema.parse(
    JSON.parse(new TextDecoder().decode(bytes.subarray(lengthBytes, start))),
  );
  const tensors = new Map<string, StoredTensor>();
  let metadata: Readonly<Record<string, string>> = {};
  let end = 0;
  for (const [name, entry] of Object.entries(header)) {
    if (name === metadataKey) metadata = entry as Record<string, string>;
    else if (isTensor(entry)) {
      tensors.set(name, readTensor(name, entry, bytes.subarray(start)));
      end = Math.max(end, entry.data_offsets[1]);
    }
  }
  if (start + end !== bytes.length) throw new Error("Its length does not match its header.");
  return { tensors, metadata };
}

interface TensorEntry {
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

function isTensor(entry: object): entry is TensorEntry {
  return "data_offsets" in entry && Array.isArray(entry.data_offsets);
}

function readTensor(name: string, entry: TensorEntry, data: Uint8Array): StoredTensor {
  const [from, to] = entry.data_offsets;
  const count = entry.shape.reduce((product, length) => product * length, 1);
  if (to - from !== count * Float32Array.BYTES_PER_ELEMENT || to > data.length) {
    throw new Error(`The tensor ${name} does not have the length its shape asks for.`);
  }
  // Copied, so that it is aligned and does not keep the whole file alive.
  const copy = Uint8Array.from(data.subarray(from, to));
  return { shape: entry.shape, values: new Float32Array(copy.buffer) };
}
