import { existsSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Dataset } from "../data/dataset.js";
import type { StepResult } from "../engine/engine.js";
import { areFinite } from "../program/areFinite.js";
import type { TrainingState } from "../program/state.js";
import type { RunConfig } from "../run/config.js";
import type { RunEvent } from "../run/events.js";
import { logEvent } from "../run/logEvent.js";
import { isSameSize, sizeAt } from "../run/imageSizes.js";
import type { CostedSpan } from "../run/spanLengths.js";
import { countSteps } from "../run/runLength.js";
import { scheduledRate } from "../run/schedules.js";
import { aggregateStatistics, strideOf } from "./measuring/aggregate.js";
import { shuffledBatches } from "./batches.js";
import {
  checkpointIsGone,
  checkpointName,
  checkpointPath,
  writeCheckpoint,
} from "../folder/checkpoint.js";
import type { RunControl } from "./control.js";
import { roundShares } from "./measuring/histograms.js";
import { numbersAreLost } from "./lostNumbers.js";
import { AveragedWeights } from "./averagedWeights.js";
import { MomentKeeper } from "./momentKeeper.js";
import { isDue, isTimingDue, measurementAt } from "./measuring/measurementAt.js";
import { afterEpoch, afterStep } from "./passedProgress.js";
import { summaryOf, type Progress } from "../folder/progress.js";
import { measureTestSet, type TestSetResult } from "./measureTestSet.js";
import { LayerTimer } from "./measuring/layerTimer.js";
import type { PausedRun } from "./betweenSteps.js";
import { RunClock } from "./runClock.js";
import type { TrainingDevice } from "./trainingDevice.js";
import { says } from "../messages/message.js";

export interface TrainingOptions {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** Holds the weights that `progress` belongs to. */
  readonly device: TrainingDevice;
  /** The sizes of its images one after another. */
  readonly spans: readonly CostedSpan[];
  readonly progress: Progress;
  readonly runDirectory: string;
  readonly control: RunControl;
}

/**
 * Trains from `progress` to the end, a stop or an error; each step's events come in their order.
 * Throws what the engine throws, and a UserError where the loss or a weight is no longer a number.
 */
export async function* train(options: TrainingOptions): AsyncGenerator<RunEvent, void, void> {
  const training = new Training(options);
  try {
    yield* training.run();
  } finally {
    await training.moments.settled();
  }
}

class Training {
  private progress: Progress;
  /** What the newest checkpoint holds. */
  private saved: Progress;
  /** The names of the checkpoints of this trainer. */
  private readonly written = new Set<string>();
  private readonly clock: RunClock;
  private averaged: AveragedWeights;
  readonly moments: MomentKeeper;
  private readonly timer = new LayerTimer();
  private lastStepMs = 0;
  private readonly stepsPerEpoch: number;
  private readonly totalSteps: number;

  constructor(private readonly options: TrainingOptions) {
    const { config, dataset, progress } = options;
    const counts = countSteps(config, dataset.train.count);
    this.stepsPerEpoch = counts.stepsPerEpoch;
    this.totalSteps = counts.totalSteps;
    this.moments = new MomentKeeper(options.runDirectory, counts);
    this.progress = progress;
    this.saved = progress;
    const { multiplyAdds } = options.device.now.program.graph;
    this.clock = new RunClock(config, dataset, options.spans, multiplyAdds);
    this.averaged = new AveragedWeights(options.device.now.session);
  }

  async *run(): AsyncGenerator<RunEvent, void, void> {
    const { config, control } = this.options;
    if (this.progress.step === 0 && this.options.spans.length > 1) yield this.sizeEvent();
    while (this.progress.epoch <= config.epochs && !control.isStopping) {
      yield* this.trainEpoch();
      if (this.progress.batch < this.stepsPerEpoch) break;
      yield* this.evaluate();
      yield* this.save();
    }
    yield* this.save();
    // Its folder may have been deleted a moment ago.
    yield* this.save();
    if (!this.isSaved()) throw checkpointIsGone();
    const fault = await this.moments.settled();
    if (fault !== null) yield logEvent("warning", fault);
    yield this.finished();
  }

  private async *trainEpoch(): AsyncGenerator<RunEvent, void, void> {
    const { config, dataset, control } = this.options;
    const { epoch, batch: first } = this.progress;
    const batches = shuffledBatches(dataset.train.count, config.batchSize, config.seed, epoch);
    for (const batch of batches.slice(first)) {
      yield* this.attend();
      if (control.isStopping || this.progress.step >= this.totalSteps) return;
      yield* this.fitSize();
      yield* this.step(batch);
      // Lets messages in: an engine may compute without giving way.
      await nextTurn();
    }
  }

  /** Saved before, since the next size may need more memory than there is. */
  private async *fitSize(): AsyncGenerator<RunEvent, void, void> {
    const { device, spans } = this.options;
    const size = sizeAt(spans, this.progress.step + 1);
    if (size === undefined || isSameSize(size, device.now.size)) return;
    yield* this.save();
    await device.resize(size);
    this.averaged = new AveragedWeights(device.now.session);
    yield this.sizeEvent();
  }

  private sizeEvent(): RunEvent {
    const { size, program } = this.options.device.now;
    const { step } = this.progress;
    const { multiplyAdds } = program.graph;
    this.clock.takeOn(multiplyAdds);
    return { kind: "resized", time: Date.now(), step, size, multiplyAdds };
  }

  private async *step(batch: Int32Array): AsyncGenerator<RunEvent, void, void> {
    const { config } = this.options;
    const { session, program } = this.options.device.now;
    const step = this.progress.step + 1;
    const rate = this.rateAt(step);
    const begin = performance.now();
    const result = await session.step(batch, { rate, step }, measurementAt(step, config));
    this.lastStepMs = performance.now() - begin;
    const spent = this.lastStepMs / 1000;
    if (!Number.isFinite(result.loss)) {
      throw numbersAreLost(says("The loss is no longer a number at step {0}.", step), rate);
    }

    const seconds = this.clock.addStep(batch.length, spent);
    this.progress = afterStep(this.progress, { ...result, examples: batch.length, seconds });
    yield {
      kind: "step",
      time: Date.now(),
      step,
      epoch: this.progress.epoch,
      loss: result.loss,
      accuracy: result.accuracy,
      learningRate: rate,
      examplesPerSecond: this.clock.examplesPerSecond,
      secondsLeft: this.clock.secondsLeft(step),
    };
    const { statistics, histograms } = result;
    if (isDue(step, config.statisticsEvery) && statistics !== null) {
      const nodes = aggregateStatistics(program.graph, statistics, strideOf(config, rate));
      yield { kind: "statistics", time: Date.now(), step, nodes };
    }
    if (histograms !== null) {
      yield { kind: "histograms", time: Date.now(), step, nodes: roundShares(histograms) };
    }
    if (isTimingDue(step, config.timingsEvery))
      yield* this.timer.time(session, program, { batch, step });
    const isDueHere = config.checkpointEvery > 0 && step % config.checkpointEvery === 0;
    // An evaluation takes long, and a trainer that is killed in it shall not lose the epoch.
    if (isDueHere || this.progress.batch === this.stepsPerEpoch) yield* this.save();
    if (this.moments.isDue(step)) await this.moments.keep(this.view(), this.progress);
  }

  private rateAt(step: number): number {
    const { config } = this.options;
    return scheduledRate(config, { step, totalSteps: this.stepsPerEpoch * config.epochs });
  }

  /** What the outside has asked for since the last step or batch: answers, or a pause. */
  private async *attend(): AsyncGenerator<RunEvent, void, void> {
    const { control } = this.options;
    await control.betweenSteps.answer(this.view(), this.lastStepMs);
    await control.delivered();
    if (control.isPaused) yield* this.pause();
  }

  private async *pause(): AsyncGenerator<RunEvent, void, void> {
    const { control } = this.options;
    yield* this.save();
    yield { kind: "paused", time: Date.now(), step: this.progress.step };
    const begin = performance.now();
    await control.betweenSteps.answerDuring(this.view(), control.untilResumed());
    this.clock.leaveOut(performance.now() - begin);
    if (!control.isStopping) yield { kind: "resumed", time: Date.now(), step: this.progress.step };
  }

  /** Where the run is stopped meanwhile, the evaluation is given up and stays due. */
  private async *evaluate(): AsyncGenerator<RunEvent, void, void> {
    const hasMean = this.options.config.averageOver !== null;
    if (hasMean) await this.averaged.putIn();
    const result = yield* this.measureTestSet();
    if (hasMean) this.averaged.takeOut();
    if (result === null) return;
    this.moments.keepResults(result.examples, this.progress);
    yield this.endEpoch(result);
  }

  private async *measureTestSet(): AsyncGenerator<RunEvent, TestSetResult | null, void> {
    const { dataset, device, control } = this.options;
    const { session, evaluationBatch } = device.now;
    const result = yield* measureTestSet({
      ...{ test: dataset.test, session, atOnce: evaluationBatch, clock: this.clock },
      attend: () => this.attend(),
      isStopping: () => control.isStopping,
    });
    if (result !== null && !Number.isFinite(result.loss)) {
      const { step } = this.progress;
      const what = says("The loss on the test set is no longer a number after step {0}.", step);
      throw numbersAreLost(what, this.rateAt(step));
    }
    return result;
  }

  private endEpoch({ loss, accuracy }: StepResult): RunEvent {
    const { step, epoch, examples, epochSeconds } = this.progress;
    const next = afterEpoch(this.progress, accuracy);
    const { trainLoss, trainAccuracy } = next;
    this.progress = next;
    return {
      ...{ kind: "evaluation", time: Date.now(), step, epoch, loss, accuracy },
      ...{ trainLoss, trainAccuracy, examplesPerSecond: examples / epochSeconds },
    };
  }

  /** Writes a checkpoint, unless the newest one holds the same. */
  private async *save(): AsyncGenerator<RunEvent, void, void> {
    if (this.isSaved()) return;
    const { runDirectory, device } = this.options;
    const state = await this.readSoundState();
    this.progress = {
      ...this.progress,
      totalSeconds: this.progress.totalSeconds + this.clock.takeElapsed(),
    };
    const contents = { progress: this.progress, state };
    const file = await writeCheckpoint(
      runDirectory,
      device.now.program.state,
      contents,
      this.written,
    );
    this.saved = this.progress;
    yield { kind: "checkpoint", time: Date.now(), step: this.progress.step, file };
  }

  /** Whether nothing is to be saved; a file of the run may have been deleted. */
  private isSaved(): boolean {
    const { step } = this.progress;
    const file = checkpointPath(this.options.runDirectory, checkpointName(step));
    return this.progress === this.saved && (step === 0 || existsSync(file));
  }

  /** A step's loss is of the weights before it, so the step may have lost them without a sign. */
  private async readSoundState(): Promise<TrainingState> {
    const state = await this.averaged.readTrained();
    for (const values of state.tensors.values()) {
      if (areFinite(values)) continue;
      const { step } = this.progress;
      const what = says("The weights are no longer numbers after step {0}.", step);
      throw numbersAreLost(what, this.rateAt(step));
    }
    return state;
  }

  private view(): PausedRun {
    const { session, program } = this.options.device.now;
    return { session, state: program.state, step: this.progress.step };
  }

  private finished(): RunEvent {
    const { config, control } = this.options;
    const completed = this.progress.epoch > config.epochs;
    const totalSeconds = this.progress.totalSeconds + this.clock.takeElapsed();
    return {
      kind: "finished",
      time: Date.now(),
      reason: completed ? "completed" : control.isStopping ? "stopped" : "maxSteps",
      summary: summaryOf({ ...this.progress, totalSeconds }),
    };
  }
}
