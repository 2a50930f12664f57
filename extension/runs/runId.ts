import { basename, dirname, resolve } from "node:path";

/** Whether it can name a folder within that of all runs; not empty, and nothing with `../` in it. */
export function isRunId(id: string): boolean {
  const root = resolve("runs");
  const directory = resolve(root, id);
  return dirname(directory) === root && basename(directory) === id;
}

/** The run that came with the extension; no run of a person's own has a name without a date. */
export const sampleRunId = "sample";
