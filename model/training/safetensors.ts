import { open, type FileHandle } from "node:fs/promises";
import * as z from "zod";
import { elementCount } from "../network/layers.js";

/** A tensor to store or as stored; float32, row-major. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const tensorEntrySchema = z.strictObject({
  dtype: z.literal("F32"),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
type TensorEntry = z.infer<typeof tensorEntrySchema>;

const headerSchema = z.record(
  z.string(),
  z.union([tensorEntrySchema, z.record(z.string(), z.string())]),
);

/** Where everything lies in a file. */
interface Header {
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

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
  const start = dataStartOf(bytes, bytes.length);
  const data = bytes.subarray(start);
  const { tensors, metadata } = parseHeader(bytes.subarray(lengthBytes, start), data.length);
  return {
    metadata,
    tensors: new Map(
      [...tensors].map(([name, { shape, data_offsets }]) => [
        name,
        { shape, values: toFloats(data.subarray(...data_offsets)) },
      ]),
    ),
  };
}

/**
 * One tensor of a file, without reading the others, and the file's metadata; the tensor is null where
 * the file has none of this name. Throws as `decodeTensors` does.
 */
export async function readTensor(
  path: string,
  name: string,
): Promise<{ readonly tensor: StoredTensor | null; readonly metadata: TensorFile["metadata"] }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = dataStartOf(await readBytes(file, 0, Math.min(size, lengthBytes)), size);
    const json = await readBytes(file, lengthBytes, start - lengthBytes);
    const { tensors, metadata } = parseHeader(json, size - start);
    const entry = tensors.get(name);
    if (entry === undefined) return { tensor: null, metadata };
    const [from, to] = entry.data_offsets;
    const values = toFloats(await readBytes(file, start + from, to - from));
    return { tensor: { shape: entry.shape, values }, metadata };
  } finally {
    await file.close();
  }
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead !== length) throw new Error("It became shorter while it was read.");
  return bytes;
}

/** Where the tensors begin in a file of `fileLength` bytes. */
function dataStartOf(beginning: Uint8Array, fileLength: number): number {
  if (beginning.length < lengthBytes) throw new Error("It is shorter than a header.");
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  const start = lengthBytes + Number(view.getBigUint64(0, true));
  if (start > fileLength) throw new Error("Its header is cut off.");
  return start;
}

/** The header, checked against the length of what comes behind it. */
function parseHeader(json: Uint8Array, dataLength: number): Header {
  const entries = Object.entries(headerSchema.parse(JSON.parse(new TextDecoder().decode(json))));
  const tensors = new Map<string, TensorEntry>();
  let metadata: Readonly<Record<string, string>> = {};
  let end = 0;
  for (const [name, entry] of entries) {
    if (isTensor(entry)) {
      checkLength(name, entry, dataLength);
      tensors.set(name, entry);
      end = Math.max(end, entry.data_offsets[1]);
    } else if (name === metadataKey) metadata = entry;
  }
  if (end !== dataLength) throw new Error("Its length does not match its header.");
  return { tensors, metadata };
}

function isTensor(entry: TensorEntry | Record<string, string>): entry is TensorEntry {
  return Array.isArray(entry["data_offsets"]);
}

function checkLength(name: string, { shape, data_offsets }: TensorEntry, dataLength: number): void {
  const [from, to] = data_offsets;
  const count = elementCount(shape);
  if (to - from !== count * Float32Array.BYTES_PER_ELEMENT || to > dataLength) {
    throw new Error(`The tensor ${name} does not have the length its shape asks for.`);
  }
}

/** Copied, so that it is aligned and does not keep the whole file alive. */
function toFloats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
