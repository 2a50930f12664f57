import { fromBase64, toBase64 } from "./base64.js";

/** Arrays of numbers that answers are made of. */
const kinds = { Float32Array, Uint8Array, Uint16Array, Int32Array } as const;

type NumberArray = InstanceType<(typeof kinds)[keyof typeof kinds]>;

/** Names what stands for an array; no answer has a field of this name. */
const tag = "$array";

/**
 * The same value as JSON carries it: its arrays of numbers as base64 of their bytes, little-endian as on every
 * machine that VS Code runs on.
 */
export function withoutArrays(value: unknown): unknown {
  if (isNumberArray(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { [tag]: value.constructor.name, bytes: toBase64(bytes) };
  }
  return mapped(value, withoutArrays);
}

/** What `withoutArrays` was given. Throws an Error where what stands for an array is none. */
export function withArrays(value: unknown): unknown {
  return isTagged(value) ? arrayOf(value) : mapped(value, withArrays);
}

function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}

function isNumberArray(value: unknown): value is NumberArray {
  return Object.values(kinds).some((kind) => value instanceof kind);
}

type Tagged = Readonly<Record<typeof tag | "bytes", unknown>>;

function isTagged(value: unknown): value is Tagged {
  return typeof value === "object" && value !== null && Object.hasOwn(value, tag);
}

function arrayOf({ [tag]: name, bytes: text }: Tagged): NumberArray {
  const kind = Object.entries(kinds).find(([known]) => known === name)?.[1];
  if (kind === undefined || typeof text !== "string") {
    throw new Error("What stands for an array of numbers is none.");
  }
  const bytes = fromBase64(text);
  // Bytes of half a number are refused here.
  return new kind(bytes.buffer);
}
