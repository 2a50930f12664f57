import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Session, SessionOptions } from "../../model/engine/engine.js";
import { openSession } from "../../model/engine/tensorflow/session.js";
import { buildGraph } from "../../model/network/graph.js";
import { buildProgram } from "../../model/program/build.js";
import type { TrainingProgram } from "../../model/program/program.js";
import type { TrainingState } from "../../model/program/state.js";
import { defaultRunConfig, type RunConfig } from "../../model/run/config.js";
import type { RunEvent } from "../../model/run/events.js";
import type { Checkpoint } from "../../model/folder/checkpointFile.js";
import { readNewestCheckpoint } from "../../model/folder/readCheckpoint.js";
import { RunControl } from "../../model/training/control.js";
import { initialState } from "../../model/training/initialize.js";
import { noProgress, type Progress } from "../../model/folder/progress.js";
import { recipeOf } from "../../model/training/recipeOf.js";
import { neverPlaced, oneSize } from "./oneSize.js";
import { TrainingDevice, type Placed } from "../../model/training/trainingDevice.js";
import { train } from "../../model/training/train.js";
import { loadTensorFlow } from "./tensorflow.js";
import { noiseDataset, tinyNetwork } from "./tinyNetwork.js";
import { openWasm } from "./wasm.js";

export const dataset = noiseDataset(50, 20);
export const config: RunConfig = {
  ...defaultRunConfig(),
  batchSize: 8,
  epochs: 3,
  statisticsEvery: 5,
  histogramsEvery: 10,
  checkpointEvery: 4,
};
interface TrialOptions {
  readonly changes?: Partial<RunConfig>;
  readonly progress?: Progress;
  readonly control?: RunControl;
  readonly on?: (event: RunEvent, control: RunControl) => void;
}

/** A small network on TensorFlow that is trained in a test: 7 steps an epoch, 2 batches an evaluation. */
export class Trial {
  directory = "";
  private opened: Session | null = null;
  readonly program: TrainingProgram;
  /** What a run begins with. */
  readonly initial: TrainingState["tensors"];

  /** Every test has a new session and an empty run folder. */
  constructor(private readonly own: Partial<RunConfig> = {}) {
    const recipe = recipeOf({ ...config, ...own });
    this.program = buildProgram(buildGraph(tinyNetwork), dataset.train, recipe);
    this.initial = initialState(this.program.state, config.seed).tensors;
    beforeEach(async () => {
      this.directory = await mkdtemp(path.join(os.tmpdir(), "train-"));
      await this.open("float32");
      this.session.writeState({ tensors: this.initial, lossScale: null });
    });
    afterEach(async () => {
      this.close();
      await rm(this.directory, { recursive: true });
    });
  }

  get session(): Session {
    if (this.opened === null) throw new Error("No test has begun.");
    return this.opened;
  }

  private get placed(): Omit<Placed, "size"> {
    return { program: this.program, session: this.session, evaluationBatch: 16 };
  }

  /** In place of the session before. */
  async open(precision: SessionOptions["precision"]): Promise<void> {
    this.close();
    const { program } = this;
    const options = { program, dataset, precision, batchSize: config.batchSize };
    this.opened =
      precision === "float32"
        ? await openWasm(options)
        : await openSession(await loadTensorFlow(), options);
  }

  /** All events of a run. */
  async collect({
    changes = {},
    progress = noProgress,
    control = new RunControl(),
    on,
  }: TrialOptions = {}): Promise<readonly RunEvent[]> {
    const events: RunEvent[] = [];
    const options = {
      config: { ...config, ...this.own, ...changes },
      ...{
        dataset,
        device: new TrainingDevice({ ...this.placed, size: config.inputSize }, neverPlaced),
        spans: oneSize(config.inputSize, this.program.graph.multiplyAdds),
      },
      ...{ progress, runDirectory: this.directory, control },
    };
    for await (const event of train(options)) {
      events.push(event);
      on?.(event, control);
    }
    return events;
  }

  /** Throws where the run has written none. */
  async checkpoint(): Promise<Checkpoint> {
    const checkpoint = await readNewestCheckpoint(this.directory, this.program.state);
    if (checkpoint === null) throw new Error("The run wrote no checkpoint.");
    return checkpoint;
  }

  private close(): void {
    this.opened?.close();
    this.opened = null;
  }

  /** As before the first step. */
  async startAgain(): Promise<void> {
    await rm(path.join(this.directory, "checkpoints"), { recursive: true });
    this.session.writeState({ tensors: this.initial, lossScale: null });
  }
}

export const kindsOf = (events: readonly RunEvent[]): readonly string[] =>
  events.map(({ kind }) => kind);
export const lossesOf = (events: readonly RunEvent[]): readonly number[] =>
  events.flatMap((event) => (event.kind === "step" ? [event.loss] : []));
