import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent, RunEventOf } from "../../../model/run/events.js";
import { initialRunState, reduceAll, type RunState } from "../../../model/run/state.js";
import type { Remedy } from "../../../model/messages/userError.js";

/** As it is read from a record. */
export function folded(events: readonly RunEvent[]): {
  readonly state: RunState;
  readonly count: number;
} {
  return { state: reduceAll(initialRunState, events), count: events.length };
}

const time = 1_700_000_000_000;

export function started(change: Partial<RunEventOf<"started">> = {}): RunEventOf<"started"> {
  return {
    kind: "started",
    time,
    runId: "run",
    config: defaultRunConfig(),
    engine: { id: "wasm", title: "WASM", version: "1", device: "CPU", reason: "Always there." },
    dataset: {
      ...{ id: "fashion-mnist", title: "Fashion-MNIST", source: "/data", classNames: ["shirt"] },
      ...{ trainExamples: 60_000, testExamples: 10_000 },
    },
    parameters: 5_977_530,
    stepsPerEpoch: 469,
    totalSteps: 4690,
    resumedFrom: 0,
    ...change,
  };
}

export function step(number: number): RunEventOf<"step"> {
  return {
    ...{ kind: "step", time, step: number, epoch: 1, loss: 2.3, accuracy: 0.1 },
    ...{ learningRate: 0.1, examplesPerSecond: 90, secondsLeft: 60 },
  };
}

export function evaluation(epoch: number): RunEventOf<"evaluation"> {
  return {
    ...{ kind: "evaluation", time, step: 469 * epoch, epoch, loss: 0.5, accuracy: 0.8 },
    ...{ trainLoss: 0.6, trainAccuracy: 0.75, examplesPerSecond: 90 },
  };
}

export function finished(
  reason: RunEventOf<"finished">["reason"] = "completed",
): RunEventOf<"finished"> {
  const summary = {
    ...{ steps: 4, epochs: 1, loss: 2.3, trainAccuracy: 0.1, testAccuracy: null, seconds: 1 },
    ...{ examplesPerSecond: 90, examplesPerSecondOverall: 80 },
  };
  return { kind: "finished", time, reason, summary };
}

export function checkpoint(number: number): RunEventOf<"checkpoint"> {
  return { kind: "checkpoint", time, step: number, file: `step-${number}.safetensors` };
}

export function failed(remedy: Remedy | null = null, at = time): RunEventOf<"failed"> {
  return {
    ...{ kind: "failed", time: at, step: 2, checkpoint: null },
    ...{ message: "It failed.", reason: "For a test.", action: "Go on.", remedy },
  };
}
