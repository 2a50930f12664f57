import type { Message } from "./message.js";

const hole = /\{(\d+)\}/gu;
/** Sentences in sentences. */
const deepest = 20;
/** So many characters it may come to with all values filled in; one of ours has some hundreds. */
const longest = 100_000;

/**
 * Whether this is a message as records and other processes hold them. One whose values were made to
 * fill it again and again is none: it is measured without being filled in.
 */
export function isMessage(value: unknown): value is Message {
  return lengthOf(value, 0) <= longest;
}

/** Infinite for what is no message. */
function lengthOf(value: unknown, depth: number): number {
  if (depth > deepest || typeof value !== "object" || value === null) return Infinity;
  if ("sentences" in value) {
    if (!Array.isArray(value.sentences)) return Infinity;
    return value.sentences.reduce((sum: number, each) => sum + lengthOf(each, depth + 1), 0);
  }
  if (!("text" in value) || typeof value.text !== "string") return Infinity;
  const { text } = value;
  const values: unknown = "values" in value ? value.values : [];
  if (!Array.isArray(values)) return Infinity;
  const lengths = values.map((each) => lengthOfValue(each, depth + 1));
  if (lengths.includes(Infinity)) return Infinity;
  const filled = [...text.matchAll(hole)].map(([, index]) => lengths[Number(index)] ?? 0);
  return filled.reduce((sum, length) => sum + length, text.length);
}

function lengthOfValue(value: unknown, depth: number): number {
  if (typeof value === "string") return value.length;
  if (typeof value === "number") return String(value).length;
  return lengthOf(value, depth);
}
