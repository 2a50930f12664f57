import { requireSameData } from "../data/dataOfRun.js";
import type { Dataset } from "../data/dataset.js";
import type { Environment } from "../engine/engine.js";
import { deviceSaidOf } from "../machine/engineReport.js";
import type { Paces } from "../folder/paces.js";
import { describeDemands } from "./describeDemands.js";
import { describeEstimate } from "../run/describeEstimate.js";
import type { Estimate } from "../run/estimate.js";
import { middleOf } from "../machine/range.js";
import type { RunEvent, RunEventOf } from "../run/events.js";
import type { MachineSettings } from "../machine/machineSettings.js";
import { countSteps } from "../run/runLength.js";
import { UsageError } from "../messages/userError.js";
import type { RunTask } from "../run/runRequest.js";
import type { Checkpoint } from "../folder/checkpointFile.js";
import type { RunControl } from "./control.js";
import { prepareRun, type PreparedRun } from "./prepare.js";
import { noProgress } from "../folder/progress.js";
import { readNewestProgress } from "../folder/readCheckpoint.js";
import { freeBytes } from "../host/freeBytes.js";
import { requireSpace } from "./requireSpace.js";
import { RunRecorder } from "./runRecorder.js";
import { RunPace } from "./runPace.js";
import { moments } from "../folder/moments.js";
import { testedFolder } from "../folder/testedFile.js";
import { findRunRecord, RunRecord } from "../folder/runRecord.js";
import { train } from "./train.js";
import { TrainingDevice } from "./trainingDevice.js";
import { type Message, says } from "../messages/message.js";
import { englishOf } from "../messages/translate.js";

export interface RunSurroundings {
  readonly environment: Environment;
  readonly control: RunControl;
  /** Called with every event, after it was written to the run's folder. */
  readonly onEvent: (event: RunEvent) => void;
  /** What tells how long the run will take, and remembers how fast it was; nothing if left out. */
  readonly paces?: Paces;
  /** Of the run's disk; tests give their own. */
  readonly freeBytes?: typeof freeBytes;
}

/**
 * Runs a request to its end and records it in its folder. Ends with `finished` or `failed`; never rejects.
 * The run is refused where it was asked for wrongly, as with values that its data or engine cannot have, or where its
 * folder is not to be had, since another trainer is at work there: then nothing in it was touched.
 */
export async function runTraining(
  request: RunTask,
  surroundings: RunSurroundings,
): Promise<{ readonly isRefused: boolean }> {
  const { environment, control, onEvent, paces } = surroundings;
  const run = new RunRecorder(onEvent);
  try {
    const { runDirectory, resume } = request;
    const { signal } = control;
    const tell = (message: Message): void => run.tell("info", message);
    run.record = await RunRecord.open(runDirectory, { resume, signal, tell });
    if (resume) run.goOnFrom(await readNewestProgress(runDirectory));
    const free = await (surroundings.freeBytes ?? freeBytes)(runDirectory);
    const recorded = resume ? findRunRecord(runDirectory) : null;
    const onData = (found: Dataset): void => {
      if (recorded !== null) requireSameData(recorded.data, found);
      requireSpace(request.config, found, { runDirectory, free, resume, log: tell });
    };
    const prepared = await prepareRun(request, { environment, signal, log: tell, onData, paces });
    await trainPrepared(run, { ...request, config: prepared.config }, prepared, surroundings);
    return { isRefused: false };
  } catch (error) {
    run.end(error, control.signal);
    return { isRefused: error instanceof UsageError };
  } finally {
    control.betweenSteps.end();
    await run.close();
  }
}

async function trainPrepared(
  run: RunRecorder,
  request: RunTask,
  prepared: PreparedRun,
  { environment, control, paces }: RunSurroundings,
): Promise<void> {
  const { config, session, program, size, dataset, spans, place, from, choice, passedOver } =
    prepared;
  const { runDirectory } = request;
  const { batchSize } = config;
  const { machine } = environment;
  const evaluationBatch = choice.engine.evaluationBatch({ program, batchSize });
  const device = new TrainingDevice({ program, session, evaluationBatch, size }, place);
  try {
    run.goOnFrom(from);
    const pace = paces === undefined ? null : new RunPace(config, prepared, machine, paces);
    const estimate = (await pace?.estimate()) ?? null;
    if (estimate !== null) run.tell("info", describeEstimate(estimate));
    for (const message of describeDemands(config, prepared)) run.tell("info", message);
    const started = { ...startedEvent(request, prepared, machine), ...expectation(estimate) };
    await run.begin(started, dataset.checksums);
    for (const message of passedOver) run.tell("warning", message);
    if (passedOver.length > 0 && from !== null) run.emit(checkpointEvent(from));
    if (request.resume && from === null) {
      run.tell("info", says("The run has no checkpoint yet, so it begins again."));
    }
    for (const kept of [moments, testedFolder]) {
      await kept.sweep(runDirectory, from?.progress.step ?? 0);
    }
    const events = train({
      ...{ config, dataset, device, spans, runDirectory, control },
      progress: from?.progress ?? noProgress,
    });
    await run.follow(events, pace);
  } finally {
    device.close();
  }
}

function expectation(estimate: Estimate | null): Pick<RunEventOf<"started">, "expectedSeconds"> {
  return estimate === null ? {} : { expectedSeconds: middleOf(estimate.seconds) };
}

/** The newest checkpoint is now an older one. */
function checkpointEvent({ file, progress: { step } }: Checkpoint): RunEvent {
  return { kind: "checkpoint", time: Date.now(), step, file };
}

function startedEvent(
  { config, runId }: RunTask,
  { choice, dataset, program, session, from }: PreparedRun,
  machine: MachineSettings,
): RunEventOf<"started"> {
  const { engine, report, reason, faster } = choice;
  const { stepsPerEpoch, totalSteps } = countSteps(config, dataset.train.count);
  const resumedFrom = from?.progress.step ?? 0;
  const device = session.deviceSaid ?? deviceSaidOf(report);
  return {
    kind: "started",
    time: Date.now(),
    runId,
    config,
    engine: {
      id: engine.id,
      title: engine.title,
      version: report.version,
      device: englishOf(device),
      deviceKind: report.deviceKind ?? undefined,
      reason: englishOf(reason),
      faster,
      said: { device, reason },
    },
    machine,
    dataset: {
      id: dataset.id,
      title: dataset.title,
      source: dataset.source,
      trainExamples: dataset.train.count,
      testExamples: dataset.test.count,
      classNames: [...dataset.classNames],
      channels: dataset.train.channels,
    },
    parameters: program.graph.parameters,
    stepsPerEpoch,
    // Steps that are done are part of the run, also where it is to end before them.
    totalSteps: Math.max(totalSteps, resumedFrom),
    resumedFrom,
  };
}
