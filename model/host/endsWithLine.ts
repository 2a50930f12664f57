import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Whether what is added to the file begins a line; true for an empty one. Reads one byte of it. */
export function endsWithLine(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    if (size === 0) return true;
    const last = Buffer.alloc(1);
    readSync(descriptor, last, 0, 1, size - 1);
    return last.toString() === "\n";
  } finally {
    closeSync(descriptor);
  }
}
