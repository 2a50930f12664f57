import type { Examples } from "../../data/dataset.js";
import type { ValueId } from "../../program/operations.js";
import type { TrainingProgram } from "../../program/program.js";
import type { StateTensor, TrainingState } from "../../program/state.js";
import type {
  EvaluatedBatch,
  MeasuredStep,
  OperationTimes,
  Session,
  SessionOptions,
  StepInput,
} from "../engine.js";
import { concatenated } from "../concatenated.js";
import type { Measurement } from "../measurements.js";
import { UserError } from "../../messages/userError.js";
import { tensorsNamed, valuesFor } from "../stateTensors.js";
import { deviceSaid } from "./device.js";
import type { Flavor } from "./kernelFiles.js";
import { Crew } from "./crew.js";
import { compileProgram, type Compiled } from "./plan/compile.js";
import { control } from "./plan/lowering.js";
import { planMemory } from "./plan/memory.js";
import type { MemoryPlan } from "./plan/workerPlan.js";
import { gatherAsked } from "./asked.js";
import { pack, unpack, type Panels } from "./plan/panels.js";
import { Results } from "./results.js";
import { pageBytes, webAssembly, type KernelModule, type SharedMemory } from "./webAssembly.js";
import { timesOf } from "./times.js";
import type { Answer, Shard, Work } from "./workerProtocol.js";
import { type Message, says } from "../../messages/message.js";
import { saidBy } from "../../messages/saidError.js";

export interface WasmOptions extends Pick<SessionOptions, "program" | "dataset" | "batchSize"> {
  readonly module: KernelModule;
  readonly flavor: Flavor;
  /** The bundle that a worker runs. */
  readonly script: string;
  readonly workers: number;
}

/** Plans the memory and starts the workers. */
export function openSession(options: WasmOptions): Session {
  const compiled = compileProgram(options.program);
  const plan = planMemory(compiled, options.workers, options.batchSize);
  const { pages } = plan;
  return new WasmSession(options, compiled, plan, reserve(pages));
}

function reserve(pages: number): SharedMemory {
  try {
    return new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (cause) {
    throw new UserError(
      "There is no memory left for the WebAssembly engine.",
      says(
        "It needs {0} MB for this network and input size, whatever the batch.",
        Math.ceil((pages * pageBytes) / 1e6),
      ),
      "Close other programs, or train on smaller images.",
      { cause, remedy: "restart" },
    );
  }
}

class WasmSession implements Session {
  readonly deviceSaid: Message;
  private readonly crew: Crew;
  private readonly results: Results;

  constructor(
    private readonly options: WasmOptions,
    private readonly compiled: Compiled,
    private readonly plan: MemoryPlan,
    private readonly memory: SharedMemory,
  ) {
    const { module, flavor, script, program } = options;
    this.deviceSaid = deviceSaid(plan.workers.length, flavor);
    this.crew = new Crew(
      script,
      plan.workers.map((worker) => ({ plan: worker, memory, module })),
    );
    const addresses = plan.workers.map(({ results }) => results.address);
    this.results = new Results(program, compiled.regions.results, memory.buffer, addresses);
  }

  readState(): Promise<TrainingState> {
    const tensors = this.copiesOf(this.options.program.state);
    return Promise.resolve({ tensors, lossScale: null });
  }

  writeState({ tensors }: TrainingState): void {
    const given = this.options.program.state.map((tensor) => ({
      values: valuesFor(tensor, tensors),
      ...this.placeOf(tensor),
    }));
    for (const { values, layout, memory } of given) pack(values, layout, memory);
  }

  async readTensors(ids: readonly ValueId[]): Promise<ReadonlyMap<ValueId, Float32Array>> {
    return Promise.resolve(this.copiesOf(tensorsNamed(this.options.program, ids)));
  }

  async step(
    indices: Int32Array,
    { rate, step }: StepInput,
    measurement: Measurement = "none",
  ): Promise<MeasuredStep> {
    this.setControl(control.share, 1 / indices.length);
    this.setControl(control.rate, rate);
    this.setControl(control.step, step);
    const work = measurement === "none" ? "train" : measurement;
    await this.run(this.shards(work, this.options.dataset.train, indices));
    const { results } = this;
    return {
      ...results.step(indices.length),
      statistics: measurement === "none" ? null : results.statistics(indices.length),
      histograms: measurement === "histograms" ? results.histograms() : null,
    };
  }

  /** Costs a step; what is made of the weights before it is in no operation's time. */
  async timeLayers(indices: Int32Array): Promise<OperationTimes> {
    this.setControl(control.share, 1 / indices.length);
    const answers = await this.run(this.shards("time", this.options.dataset.train, indices));
    const times = answers.filter((answer) => answer instanceof Float64Array);
    return timesOf(this.compiled.train.operations, times);
  }

  async evaluate(indices: Int32Array): Promise<EvaluatedBatch> {
    this.setControl(control.share, 1 / indices.length);
    const answers = await this.run(this.shards("evaluate", this.options.dataset.test, indices));
    const scores = answers.filter((answer) => answer instanceof Float32Array);
    return { ...this.results.step(indices.length), scores: concatenated(scores) };
  }

  async ask(images: Examples): Promise<ReadonlyMap<ValueId, Float32Array>> {
    this.setControl(control.share, 1 / images.count);
    const indices = Int32Array.from({ length: images.count }, (_, index) => index);
    const shards = this.shards("ask", images, indices);
    // Before they are handed over.
    const counts = shards.map(({ labels }) => labels.length);
    await this.run(shards);
    return gatherAsked(this.memory.buffer, this.plan.asked, counts);
  }

  close(): void {
    this.crew.close();
  }

  private async run(shards: readonly Shard[]): Promise<readonly Answer[]> {
    try {
      return await this.crew.run(shards);
    } catch (cause) {
      throw new UserError(
        "A worker of the WebAssembly engine stopped.",
        saidBy(cause),
        "Go on from the last checkpoint; if it stops again, train with another engine.",
        {
          cause,
          remedy: "resume",
          actionWithoutCheckpoint: "Train again; if it stops again, with another engine.",
        },
      );
    }
  }

  /** Neighboring examples to each worker, as evenly as can be: the same split for the same count. */
  private shards(work: Work, examples: Examples, indices: Int32Array): readonly Shard[] {
    const count = this.plan.workers.length;
    return this.plan.workers.map((_, worker) => {
      const first = Math.floor((indices.length * worker) / count);
      const end = Math.floor((indices.length * (worker + 1)) / count);
      const sampled = Math.max(0, sampledExamples(this.options.program) - first);
      return { work, first, sampled, ...gather(examples, indices.subarray(first, end)) };
    });
  }

  private setControl(offset: number, value: number): void {
    new Float32Array(this.memory.buffer, this.plan.control + offset, 1)[0] = value;
  }

  private copiesOf(tensors: readonly StateTensor[]): ReadonlyMap<ValueId, Float32Array> {
    return new Map(
      tensors.map((tensor) => {
        const { layout, memory } = this.placeOf(tensor);
        return [tensor.id, unpack(memory, layout)];
      }),
    );
  }

  private placeOf(tensor: StateTensor): {
    readonly layout: Panels;
    readonly memory: Float32Array;
  } {
    const { state } = this.compiled.regions;
    const layout = state.layout(tensor);
    const address = this.plan.state + state.offsetOf(tensor.id);
    return { layout, memory: new Float32Array(this.memory.buffer, address, layout.bytes / 4) };
  }
}

/** The first examples of a batch that histograms look at. */
function sampledExamples({ histograms }: TrainingProgram): number {
  const [first] = histograms;
  return first?.kind === "histogram" ? first.examples : 0;
}

function gather(
  { height, width, channels, images, labels }: Examples,
  indices: Int32Array,
): Pick<Shard, "images" | "labels"> {
  const length = height * width * channels;
  const bytes = new Uint8Array(indices.length * length);
  indices.forEach((index, place) => {
    bytes.set(images.subarray(index * length, (index + 1) * length), place * length);
  });
  return { images: bytes, labels: Int32Array.from(indices, (index) => labels[index] ?? 0) };
}
