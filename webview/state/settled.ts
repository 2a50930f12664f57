import { computed, type ReadonlySignal } from "@preact/signals-core";

/** A signal that keeps its value while the next one says the same: what is drawn from it is not drawn again. */
export function settled<T>(
  read: () => T,
  isSame: (a: T, b: T) => boolean = saysTheSame,
): ReadonlySignal<T> {
  let kept: { readonly value: T } | null = null;
  return computed(() => {
    const value = read();
    if (kept === null || !isSame(kept.value, value)) kept = { value };
    return kept.value;
  });
}

/** Of plain data. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
