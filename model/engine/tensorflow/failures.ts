const outOfMemory = /OOM when allocating|RESOURCE_EXHAUSTED|out of memory|bad_alloc/i;

/** Whether what the library threw tells that memory ran out. */
export function isOutOfMemory(error: unknown): boolean {
  return outOfMemory.test(error instanceof Error ? error.message : String(error));
}
