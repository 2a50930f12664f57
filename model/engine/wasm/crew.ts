import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Answer, Shard, WorkerStart } from "./workerProtocol.js";

/** The workers, each with a thread of its own. */
export class Crew {
  private readonly workers: readonly Worker[];
  private failure: Error | null = null;

  constructor(script: string, starts: readonly WorkerStart[]) {
    this.workers = starts.map((start) => {
      const worker = new Worker(script, { workerData: start });
      // A rejected step tells of an error or an end; between steps they are kept for the next one.
      worker.on("error", (error: Error) => {
        this.failure ??= error;
      });
      worker.on("exit", (code) => {
        this.failure ??= new Error(`A worker ended with code ${code}.`);
      });
      worker.unref();
      return worker;
    });
  }

  /** The workers' answers, when every one has done its shard; rejects when one stops. */
  async run(shards: readonly Shard[]): Promise<readonly Answer[]> {
    if (this.failure !== null) throw this.failure;
    const waits = new AbortController();
    const answers = this.workers.map((worker, index) => this.ask(worker, shards[index], waits));
    try {
      return await Promise.all(answers);
    } finally {
      waits.abort();
      for (const worker of this.workers) worker.unref();
    }
  }

  close(): void {
    for (const worker of this.workers) void worker.terminate();
  }

  private async ask(
    worker: Worker,
    shard: Shard | undefined,
    { signal }: AbortController,
  ): Promise<Answer> {
    worker.ref();
    const stopped = once(worker, "exit", { signal }).then(() => {
      throw this.failure ?? new Error("A worker ended.");
    });
    // SAFETY: the worker is ours, and answers each shard with one `Answer`.
    const answered = once(worker, "message", { signal }) as Promise<[Answer]>;
    // What is still waited for when the others have failed is of no more interest.
    stopped.catch(() => undefined);
    if (shard !== undefined) worker.postMessage(shard, [shard.images.buffer, shard.labels.buffer]);
    const [answer] = await Promise.race([answered, stopped]);
    return answer;
  }
}
