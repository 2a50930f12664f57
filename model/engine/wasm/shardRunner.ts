import { Barrier } from "./barrier.js";
import type { Call, ShardCalls } from "./plan/workerPlan.js";
import { kernelNames, meeting, type KernelName } from "./plan/step.js";
import { webAssembly, type Kernel } from "./webAssembly.js";
import type { Answer, Shard, WorkerStart } from "./workerProtocol.js";

/** What is looked at while a shard is run. */
interface Watched {
  /** The milliseconds of each call are added to it. */
  readonly times?: Float64Array;
  /** Called after each turn with its examples, from the first to before the last. */
  readonly after?: (first: number, end: number) => void;
}

/** Runs a worker's shards. */
export class ShardRunner {
  private readonly kernels: ReadonlyMap<KernelName, Kernel>;
  private readonly barrier: Barrier;
  private readonly bytes: Uint8Array;

  constructor(private readonly start: WorkerStart) {
    const { plan, memory } = start;
    this.kernels = loadKernels(start);
    this.barrier = new Barrier(memory.buffer, plan.barrier, plan.workers);
    this.bytes = new Uint8Array(memory.buffer);
  }

  /** Leaves the sums of the shard in the worker's results; after training the update is made. */
  run(shard: Shard): Answer {
    const { plan } = this.start;
    this.clear(plan.results);
    this.call(plan.prepare);
    this.barrier.wait();
    if (shard.work === "ask") {
      this.runExamples(shard, plan.ask);
      return null;
    }
    if (shard.work === "evaluate") return this.evaluate(shard, plan.evaluate);
    this.clear(plan.gradients);
    if (shard.work === "time") {
      const times = new Float64Array(plan.train.calls.length);
      this.runExamples(shard, plan.train, { times });
      return times;
    }
    this.runExamples(shard, plan[shard.work]);
    this.barrier.wait();
    if (shard.work !== "train") this.call(plan.measurements[shard.work]);
    this.clear(plan.squares);
    this.call(plan.squareGradients);
    // No update before what is read of all parameters and gradients is known.
    if (shard.work !== "train" || plan.squareGradients.length > 0) this.barrier.wait();
    this.call(plan.update);
    return null;
  }

  /** Collects the scores, which the next turn writes over. */
  private evaluate(shard: Shard, program: ShardCalls): Answer {
    const { scores } = program;
    if (scores === null) throw new Error("The plan tells no scores.");
    const all = new Float32Array(shard.labels.length * scores.channels);
    this.runExamples(shard, program, {
      after: (first, end) => {
        for (let example = first; example < end; example++) {
          const row = scores.address + (example - first) * scores.imageStride;
          all.set(
            new Float32Array(this.bytes.buffer, row, scores.channels),
            example * scores.channels,
          );
        }
      },
    });
    return all;
  }

  private runExamples(
    { first: begin, images, labels, sampled }: Shard,
    program: ShardCalls,
    { times, after }: Watched = {},
  ): void {
    const { examplesAtOnce, isWhole, images: image, labels: label, calls } = program;
    // Where the others wait for it, a worker without examples comes too.
    const passes = isWhole ? 1 : Math.ceil(labels.length / examplesAtOnce);
    for (let pass = 0; pass < passes; pass++) {
      const first = pass * examplesAtOnce;
      const end = Math.min(first + examplesAtOnce, labels.length);
      new Int32Array(this.bytes.buffer, this.start.plan.place, 1)[0] = begin + first;
      this.bytes.set(images.subarray(first * image.bytes, end * image.bytes), image.address);
      new Int32Array(this.bytes.buffer, label.address).set(labels.subarray(first, end));
      const sampledHere = Math.max(0, Math.min(end, sampled) - first);
      calls.forEach((call, index) => {
        const examples = call.isSampling ? sampledHere : end - first;
        const since = times === undefined ? 0 : performance.now();
        if (call.kernel === meeting) this.barrier.wait();
        else this.kernel(call.kernel)(examples, ...call.args);
        if (times !== undefined) times[index] = (times[index] ?? 0) + performance.now() - since;
      });
      after?.(first, end);
    }
  }

  private call(calls: readonly Call[]): void {
    for (const { kernel, args } of calls) {
      if (kernel !== meeting) this.kernel(kernel)(...args);
    }
  }

  private clear({ address, bytes }: { readonly address: number; readonly bytes: number }): void {
    this.bytes.fill(0, address, address + bytes);
  }

  private kernel(name: KernelName): Kernel {
    const kernel = this.kernels.get(name);
    if (kernel === undefined) throw new Error(`The kernels have no ${name}.`);
    return kernel;
  }
}

function loadKernels({ module, memory }: WorkerStart): ReadonlyMap<KernelName, Kernel> {
  const abort = (): never => {
    throw new Error("A kernel gave up.");
  };
  const { exports } = new webAssembly.Instance(module, { env: { memory, abort } });
  // SAFETY: the build exports a function under each of these names.
  return new Map(kernelNames.map((name) => [name, exports[name] as Kernel]));
}
