import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { says } from "../../messages/message.js";
import { SaidError } from "../../messages/saidError.js";
import type { DrawnMap, MapWork } from "./drawMap.js";
import type { Places } from "./layOut.js";

/** What the thread tells of its work. */
export type MapNews =
  | { readonly kind: "reached"; readonly done: number; readonly places: Places | null }
  | ({ readonly kind: "drawn" } & DrawnMap);

interface MapWatch {
  /** How far it is, from 0 to 1, and now and then the map by then. */
  readonly reach: (done: number, places: Places | null) => void;
  readonly signal: AbortSignal;
}

/** Draws a map in a thread of its own, so that whatever else is asked meanwhile is answered. Throws the signal's reason. */
export async function mapInThread(
  rootDirectory: string,
  work: MapWork,
  { reach, signal }: MapWatch,
): Promise<DrawnMap> {
  signal.throwIfAborted();
  const worker = new Worker(path.join(rootDirectory, "dist", "mapWorker.cjs"), {
    workerData: work,
  });
  const waits = new AbortController();
  try {
    return await new Promise<DrawnMap>((resolve, reject) => {
      worker.on("message", (news: MapNews) => {
        if (news.kind === "drawn") resolve(news);
        else reach(news.done, news.places);
      });
      worker.on("error", reject);
      signal.addEventListener(
        "abort",
        () => {
          // SAFETY: whoever aborts says why with an Error.
          reject(signal.reason as Error);
        },
        { signal: waits.signal },
      );
      void once(worker, "exit", { signal: waits.signal }).then(
        ([code]: unknown[]) => {
          reject(new SaidError(says("What draws the map ended with code {0}.", String(code))));
        },
        () => undefined,
      );
    });
  } finally {
    waits.abort();
    void worker.terminate();
  }
}
