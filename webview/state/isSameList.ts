/** Whether two lists have the same members in the same order, however often they were taken from a longer one. */
export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, place) => each === b[place]);
}
