import { setTimeout as delay } from "node:timers/promises";
import { bytesBelow } from "../../../host/files.js";

/** Reports a folder's growing size once a second; the answer stops it and waits for its end. */
export function watchGrowth(
  directory: string,
  onBytes: (bytes: number) => void,
): () => Promise<void> {
  const stopped = new AbortController();
  const { signal } = stopped;
  const watch = async () => {
    for (;;) {
      await delay(1000, undefined, { signal });
      const bytes = await bytesBelow(directory);
      signal.throwIfAborted();
      onBytes(bytes);
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return async () => {
    stopped.abort();
    await watching;
  };
}
