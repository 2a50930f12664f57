import { parentPort, workerData } from "node:worker_threads";
import { ShardRunner } from "./shardRunner.js";
import type { Shard, WorkerStart } from "./workerProtocol.js";

// SAFETY: the crew starts this worker, with a `WorkerStart`.
const runner = new ShardRunner(workerData as WorkerStart);
parentPort?.on("message", (shard: Shard) => {
  parentPort?.postMessage(runner.run(shard));
});
