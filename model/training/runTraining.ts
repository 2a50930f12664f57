import type { Environment } from "../engine/engine.js";
import type { Paces } from "../data/host/paces.js";
import { describeEstimate } from "../run/describeEstimate.js";
import { middleOf, type Estimate } from "../run/estimate.js";
import type { RunEvent, RunEventOf } from "../run/events.js";
import type { MachineSettings } from "../run/machine.js";
import { countSteps } from "../run/runLength.js";
import type { RunTask } from "../trainer/protocol.js";
import { readNewestProgress, type Checkpoint } from "./checkpoint.js";
import type { RunControl } from "./control.js";
import { failureEvent } from "./failure.js";
import { RunPace } from "./runPace.js";
import { prepareRun, type PreparedRun } from "./prepare.js";
import { RunRecord } from "./runRecord.js";
import { noProgress, summaryOf } from "./progress.js";
import { train } from "./train.js";

export interface RunSurroundings {
  readonly environment: Environment;
  readonly control: RunControl;
  /** Called with every event, after it was written to the run's folder. */
  readonly onEvent: (event: RunEvent) => void;
  /** What tells how long the run will take, and remembers how fast it was; nothing if left out. */
  readonly paces?: Paces;
}

/** Runs a request to its end and records it in its folder. Ends with `finished` or `failed`; never rejects. */
export async function runTraining(request: RunTask, surroundings: RunSurroundings): Promise<void> {
  const { environment, control, onEvent } = surroundings;
  const run = new RecordedRun(onEvent);
  try {
    run.record = await RunRecord.open(request.runDirectory, request.resume);
    if (request.resume) run.goOnFrom(await readNewestProgress(request.runDirectory));
    const log = (message: string): void => run.log(message);
    const prepared = await prepareRun(request, { environment, signal: control.signal, log });
    await trainPrepared(run, request, prepared, surroundings);
  } catch (error) {
    run.end(error, control.signal);
  } finally {
    control.questions.end();
    await run.record?.close();
  }
}

/** Writes every event down before it is passed on, and knows how far the run is. */
class RecordedRun {
  record: RunRecord | null = null;
  private step = 0;
  /** The last one's file name. */
  private checkpoint: string | null = null;
  /** Where it went on from. */
  private progress = noProgress;

  constructor(private readonly onEvent: (event: RunEvent) => void) {}

  goOnFrom(checkpoint: Pick<Checkpoint, "file" | "progress"> | null): void {
    if (checkpoint === null) return;
    this.checkpoint = checkpoint.file;
    this.progress = checkpoint.progress;
    this.step = checkpoint.progress.step;
  }

  async begin(
    started: RunEventOf<"started">,
    checksums: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.record?.writeConfig(started, checksums);
    this.emit(started);
  }

  emit(event: RunEvent): void {
    if (event.kind === "step") this.step = event.step;
    if (event.kind === "checkpoint") this.checkpoint = event.file;
    this.record?.append(event);
    this.onEvent(event);
  }

  log(message: string): void {
    this.emit({ kind: "log", time: Date.now(), level: "info", message });
  }

  async follow(events: AsyncIterable<RunEvent>, pace: RunPace | null): Promise<void> {
    for await (const event of events) {
      this.emit(event);
      await pace?.observe(event);
    }
  }

  /** A stop while the run was being prepared is no failure; any other error is one, also after a stop. */
  end(error: unknown, signal: AbortSignal): void {
    const time = Date.now();
    const { step, checkpoint } = this;
    const event: RunEvent =
      signal.aborted && error === signal.reason
        ? { kind: "finished", time, reason: "stopped", summary: summaryOf(this.progress) }
        : failureEvent(error, { step, checkpoint });
    try {
      this.emit(event);
    } catch {
      // The record itself may be what failed; those who watch are still told.
      this.onEvent(event);
    }
  }
}

async function trainPrepared(
  run: RecordedRun,
  request: RunTask,
  prepared: PreparedRun,
  { environment, control, paces }: RunSurroundings,
): Promise<void> {
  const { session, program, dataset, from, choice } = prepared;
  const { config, runDirectory } = request;
  const { batchSize } = config;
  const { machine } = environment;
  try {
    run.goOnFrom(from);
    const pace = paces === undefined ? null : new RunPace(config, prepared, machine, paces);
    const estimate = (await pace?.estimate()) ?? null;
    if (estimate !== null) run.log(describeEstimate(estimate));
    const started = { ...startedEvent(request, prepared, machine), ...expectation(estimate) };
    await run.begin(started, dataset.checksums);
    const events = train({
      ...{ config, program, dataset, session, runDirectory, control },
      evaluationBatch: choice.engine.evaluationBatch({ program, batchSize }),
      progress: from?.progress ?? noProgress,
    });
    await run.follow(events, pace);
  } finally {
    session.close();
  }
}

function expectation(estimate: Estimate | null): Pick<RunEventOf<"started">, "expectedSeconds"> {
  return estimate === null ? {} : { expectedSeconds: middleOf(estimate.seconds) };
}

function startedEvent(
  { config, runId }: RunTask,
  { choice, dataset, program, session, from }: PreparedRun,
  machine: MachineSettings,
): RunEventOf<"started"> {
  const { engine, report, reason, faster } = choice;
  return {
    kind: "started",
    time: Date.now(),
    runId,
    config,
    engine: {
      id: engine.id,
      title: engine.title,
      version: report.version,
      device: session.deviceName ?? report.device,
      deviceKind: report.deviceKind ?? undefined,
      reason,
      faster,
    },
    machine,
    dataset: {
      id: dataset.id,
      title: dataset.title,
      source: dataset.source,
      trainExamples: dataset.train.count,
      testExamples: dataset.test.count,
      classNames: [...dataset.classNames],
    },
    parameters: program.graph.parameters,
    ...countSteps(config, dataset.train.count),
    resumedFrom: from?.progress.step ?? 0,
  };
}
