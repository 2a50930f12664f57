const outOfMemory =
  /\boom\b|\benomem\b|out[ _-]?of[ _-]?(?:(?:device|host)[ _-])?memory|bad_?alloc|resource[ _]?exhausted|(?:cannot|failed to) allocate|allocation\b.*\bfailed/iu;

/** Whether what a library, a driver or a system prints tells that memory ran out. */
export function saysOutOfMemory(text: string): boolean {
  return outOfMemory.test(text);
}
