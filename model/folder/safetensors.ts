import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";
import { restored, type RoundedTensor, type StoredTensor } from "./storedTensor.js";
import { metadataKey, parseHeader, printable, type TensorEntry } from "./tensorHeader.js";

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What may be written; all is read as float32. */
interface WrittenFile extends Pick<TensorFile, "metadata"> {
  readonly tensors: ReadonlyMap<string, StoredTensor | RoundedTensor>;
}

const lengthBytes = 8;

/** The bytes of a safetensors file: the header's length, the header as JSON, the tensors end to end. */
export function encodeTensors({ tensors, metadata }: WrittenFile): Uint8Array {
  const parts = [...tensors].flatMap(([name, tensor]) => partsOf(name, tensor));
  // Those of wide numbers first, so that each lies where its numbers may begin.
  const ordered = [...parts.filter(isWide), ...parts.filter((part) => !isWide(part))];
  const header: Record<string, unknown> = { [metadataKey]: metadata };
  let offset = 0;
  for (const { name, dtype, shape, numbers } of ordered) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + numbers.byteLength] };
    offset += numbers.byteLength;
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
  for (const { numbers } of ordered) {
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), place);
    place += numbers.byteLength;
  }
  return bytes;
}

interface Part extends Pick<TensorEntry, "dtype" | "shape"> {
  readonly name: string;
  readonly numbers: Float32Array | Int8Array;
}

function partsOf(name: string, tensor: StoredTensor | RoundedTensor): readonly Part[] {
  const { shape } = tensor;
  if ("values" in tensor) return [{ name, dtype: "F32", shape, numbers: tensor.values }];
  const { multiples, steps } = tensor;
  return [
    { name, dtype: "I8", shape, numbers: multiples },
    { name: stepsOf(name), dtype: "F32", shape: [steps.length], numbers: steps },
  ];
}

function isWide({ dtype }: Part): boolean {
  return dtype === "F32";
}

/** The name under which the steps of a rounded tensor lie. */
function stepsOf(name: string): string {
  return `${name}/steps`;
}

/** Throws an Error that says in one sentence what is wrong where the bytes are not a whole safetensors file. */
export function decodeTensors(bytes: Uint8Array): TensorFile {
  const start = dataStartOf(bytes);
  const data = bytes.subarray(start);
  const { tensors: entries, metadata } = parseHeader(
    bytes.subarray(lengthBytes, start),
    data.length,
  );
  const tensors = new Map<string, StoredTensor>();
  const steps = new Set<string>();
  for (const [name, { dtype, shape, from, to }] of entries) {
    const part = data.subarray(from, to);
    if (dtype === "F32") {
      tensors.set(name, { shape, values: toFloats(part) });
      continue;
    }
    const step = entries.get(stepsOf(name));
    if (step?.dtype !== "F32" || step.shape.join() !== String(shape.at(-1) ?? 1)) {
      throw new SaidError(
        says("Its tensor {0} does not say how large its steps are.", printable(name)),
      );
    }
    steps.add(stepsOf(name));
    const multiples = new Int8Array(part.buffer, part.byteOffset, part.byteLength);
    const floats = toFloats(data.subarray(step.from, step.to));
    tensors.set(name, restored({ shape, multiples, steps: floats }));
  }
  for (const name of steps) tensors.delete(name);
  return { metadata, tensors };
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
