/**
 * Entries that are found by their id, as they are. Throws where two have the same: only the first of them
 * would ever be found, by a setting, a record or a view that names it.
 */
export function registry<T extends { readonly id: string }>(
  kind: string,
  entries: readonly T[],
): readonly T[] {
  const known = new Set<string>();
  for (const { id } of entries) {
    if (known.has(id)) throw new RangeError(`Two ${kind} have the id “${id}”.`);
    known.add(id);
  }
  return entries;
}
