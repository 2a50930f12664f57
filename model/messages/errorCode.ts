/** The code of a system's error, such as `ENOENT`; undefined of any other. */
export function codeOf(error: unknown): string | undefined {
  const isCoded = typeof error === "object" && error !== null && "code" in error;
  return isCoded && typeof error.code === "string" ? error.code : undefined;
}

/** Whether the system has refused something: its message would be `EXDEV: cross-device link not permitted, open '…'`. */
export function isOfSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && codeOf(error) !== undefined;
}
