import * as z from "zod";
import { elementCount } from "../network/layers.js";
import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";

/** Bytes of a number, by what the format calls its kind. */
export const bytesOf = { F32: 4, I8: 1 } as const;

/** Where a tensor lies among the bytes behind the header. */
export interface TensorEntry {
  readonly dtype: keyof typeof bytesOf;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

export interface TensorHeader {
  /** In the order in which they lie. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

export const metadataKey = "__metadata__";

const objectSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string());
const entrySchema = z
  .strictObject({
    dtype: z.enum(["F32", "I8"]),
    shape: z.array(z.int().nonnegative()),
    data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
  })
  .transform(({ dtype, shape, data_offsets: [from, to] }): TensorEntry => ({
    dtype,
    shape,
    from,
    to,
  }));

/**
 * The header, whose tensors fill the bytes behind it end to end. Throws an Error that says in one
 * sentence what is wrong.
 */
export function parseHeader(json: Uint8Array, dataLength: number): TensorHeader {
  const header = parseObject(json);
  const tensors = Object.entries(header)
    .filter(([name]) => name !== metadataKey)
    .map(([name, entry]) => [name, parseEntry(name, entry)] as const)
    .sort(([, a], [, b]) => a.from - b.from || a.to - b.to);
  const metadata = parseMetadata(header[metadataKey]);
  checkLayout(tensors, dataLength);
  return { tensors: new Map(tensors), metadata };
}

function parseObject(json: Uint8Array): Readonly<Record<string, unknown>> {
  const text = textOf(json);
  const value = valueOf(text);
  const parsed = objectSchema.safeParse(value);
  if (!parsed.success) throw new SaidError("Its header lists no tensors.");
  if (countKeysIn(text) !== countKeysOf(value)) throw new SaidError("Its header has a name twice.");
  return parsed.data;
}

function textOf(json: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(json);
  } catch (cause) {
    throw new SaidError("Its header is no text.", { cause });
  }
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SaidError("Its header is damaged: it is no JSON.", { cause });
  }
}

/** In a text that is JSON a colon outside of its strings stands behind a key, and there is no other. */
function countKeysIn(json: string): number {
  let keys = 0;
  let isInString = false;
  // By hand: a pattern for strings would need a stack that a long one overflows.
  for (let place = 0; place < json.length; place++) {
    const sign = json[place];
    if (sign === '"') isInString = !isInString;
    else if (isInString && sign === "\\") place++;
    else if (!isInString && sign === ":") keys++;
  }
  return keys;
}

/** Not by calling itself: a damaged header may be nested deeper than calls may be. */
function countKeysOf(value: unknown): number {
  const open = [value];
  let keys = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== "object" || next === null) continue;
    const within: readonly unknown[] = Object.values(next);
    if (!Array.isArray(next)) keys += within.length;
    for (const each of within) open.push(each);
  }
  return keys;
}

function parseEntry(name: string, entry: unknown): TensorEntry {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) {
    throw new SaidError(
      says("Its header does not say where the tensor {0} lies.", printable(name)),
    );
  }
  return parsed.data;
}

function parseMetadata(metadata: unknown): TensorHeader["metadata"] {
  const parsed = metadataSchema.safeParse(metadata ?? {});
  if (!parsed.success) throw new SaidError("What its header says of the file is no list of texts.");
  return parsed.data;
}

function checkLayout(
  tensors: readonly (readonly [string, TensorEntry])[],
  dataLength: number,
): void {
  let end = 0;
  for (const [name, { dtype, shape, from, to }] of tensors) {
    if (from < end)
      throw new SaidError(says("Its tensor {0} overlaps the one before it.", printable(name)));
    if (from > end)
      throw new SaidError(says("There is a gap before its tensor {0}.", printable(name)));
    if (to - from !== elementCount(shape) * bytesOf[dtype]) {
      throw new SaidError(
        says("Its tensor {0} does not have the length its shape asks for.", printable(name)),
      );
    }
    end = to;
  }
  if (end !== dataLength) throw new SaidError("Its length does not match its header.");
}

/** A damaged name may hold anything. */
export function printable(name: string): string {
  return name.replace(/[^\w/-]/gu, "?").slice(0, 80) || "?";
}
