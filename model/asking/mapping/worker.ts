import { parentPort, workerData } from "node:worker_threads";
import { drawMap, type MapWork } from "./drawMap.js";
import type { MapNews } from "./mapThread.js";

/** More often one does not see it change; the map as far as it has come is more to send. */
const [toldEveryMs, seenEveryMs] = [100, 700];

function tell(news: MapNews): void {
  parentPort?.postMessage(news);
}

let [toldAt, seenAt] = [-Infinity, -Infinity];
// SAFETY: `mapInThread` starts this worker, with a `MapWork`.
const drawn = drawMap(workerData as MapWork, (done, soFar) => {
  const now = performance.now();
  const isSeen = soFar !== null && now - seenAt >= seenEveryMs;
  if (!isSeen && now - toldAt < toldEveryMs) return;
  toldAt = now;
  if (isSeen) seenAt = now;
  tell({ kind: "reached", done, places: isSeen ? soFar() : null });
});
tell({ kind: "drawn", ...drawn });
