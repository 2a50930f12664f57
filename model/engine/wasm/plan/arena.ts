import { isAddress, type Slot, type Step } from "./step.js";

const alignment = 64;

export interface Arena {
  readonly offsets: ReadonlyMap<Slot, number>;
  readonly bytes: number;
}

interface Lifetime {
  readonly slot: Slot;
  readonly bytes: number;
  readonly first: number;
  readonly last: number;
}

/** Slots that live longer than the steps that reach them. */
interface Ends {
  /** From before the first step. */
  readonly fed: readonly Slot[];
  /** Until after the last. */
  readonly kept: readonly Slot[];
}

/**
 * Lays slots out so that those alive at the same time do not overlap, large ones first, each at the
 * lowest place that is free.
 */
export function planArena(steps: readonly Step[], ends: Ends, examples: number): Arena {
  const offsets = new Map<Slot, number>();
  const placed: Lifetime[] = [];
  let bytes = 0;
  const lifetimes = lifetimesOf(steps, ends, examples);
  for (const lifetime of lifetimes.toSorted((a, b) => b.bytes - a.bytes)) {
    const offset = lowestFree(
      lifetime,
      placed
        .filter((other) => other.first <= lifetime.last && lifetime.first <= other.last)
        .map((other) => ({ begin: offsets.get(other.slot) ?? 0, bytes: other.bytes })),
    );
    offsets.set(lifetime.slot, offset);
    placed.push(lifetime);
    bytes = Math.max(bytes, offset + lifetime.bytes);
  }
  return { offsets, bytes };
}

function lifetimesOf(
  steps: readonly Step[],
  { fed, kept }: Ends,
  examples: number,
): readonly Lifetime[] {
  const spans = new Map<Slot, { readonly first: number; readonly last: number }>();
  for (const slot of fed) spans.set(slot, { first: -1, last: -1 });
  steps.forEach(({ args, reached = [] }, index) => {
    for (const argument of [...args, ...reached]) {
      if (!isAddress(argument) || !("slot" in argument)) continue;
      const { slot } = argument;
      spans.set(slot, { first: spans.get(slot)?.first ?? index, last: index });
    }
  });
  for (const slot of kept) {
    spans.set(slot, { first: spans.get(slot)?.first ?? -1, last: steps.length });
  }
  return [...spans].map(([slot, span]) => {
    const bytes = slot.fixedBytes + slot.bytesPerExample * examples;
    return { slot, bytes: Math.ceil(bytes / alignment) * alignment, ...span };
  });
}

function lowestFree(
  { bytes }: Lifetime,
  taken: readonly { readonly begin: number; readonly bytes: number }[],
): number {
  let offset = 0;
  for (const other of taken.toSorted((a, b) => a.begin - b.begin)) {
    if (offset + bytes <= other.begin) return offset;
    offset = Math.max(offset, other.begin + other.bytes);
  }
  return offset;
}
