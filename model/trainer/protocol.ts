import type { MachineSettings } from "../run/machine.js";
import type { NodeId } from "../network/spec.js";
import type { RunConfig } from "../run/config.js";
import type { EventBatch } from "../run/events.js";
import type { Range } from "../run/estimate.js";
import type { Pace } from "../run/pace.js";
import type { DeviceKind } from "../run/preferredDevice.js";
import type { Remedy } from "../run/userError.js";

/** What an engine can do here, and if it cannot be used, why and what would help. */
export interface EngineReport {
  readonly id: string;
  readonly title: string;
  readonly available: boolean;
  /** The library's version, empty if unknown. */
  readonly version: string;
  /** The device's name, empty if unavailable. */
  readonly device: string;
  /** Null if unavailable. */
  readonly deviceKind: DeviceKind | null;
  /** Why it can or cannot be used, one sentence. */
  readonly reason: string;
  /** What would make it available, one sentence; empty if nothing is needed. */
  readonly action: string;
  /** What best helps where it is unavailable; another engine if left out. */
  readonly remedy?: Remedy;
  /** Multiply-adds, forward, of the examples that such a device usually trains in a second. */
  readonly typicalRate?: Range;
  /** What a set-up would make of it; left out where that would change nothing or cannot work here. */
  readonly upgrade?: EngineUpgrade;
}

/** An engine as it would be after its set-up. */
export interface EngineUpgrade {
  readonly device: string;
  readonly typicalRate: Range;
  /** Whether the set-up is that of the build for NVIDIA's GPUs. */
  readonly cuda: boolean;
}

/** What a few training steps on an engine gave, next to an independent reference. */
export interface EngineVerification {
  readonly isCorrect: boolean;
  /** The largest relative deviation; null where the steps could not be taken. */
  readonly deviation: number | null;
  readonly seconds: number | null;
  /** Why the steps could not be taken; null where they could. */
  readonly error: string | null;
}

export interface EngineCheck extends EngineReport {
  /** Null where the engine is not available. */
  readonly verification: EngineVerification | null;
}

export interface RunRequest {
  readonly config: RunConfig;
  readonly runId: string;
  /** An absolute path; created if missing. */
  readonly runDirectory: string;
  /** The Python whose TensorFlow may be used; empty for the one on PATH. */
  readonly python: string;
  /** A folder with the data set's files; empty to search the usual places. */
  readonly dataDirectory: string;
  readonly machine: MachineSettings;
  /** Go on from the newest checkpoint in the folder. */
  readonly resume: boolean;
}

export type TrialRequest = Pick<RunRequest, "config" | "python" | "machine">;

/** What to train, apart from what it is trained on. */
export type RunTask = Omit<RunRequest, "python" | "machine">;

export interface WeightsRequest {
  /** The run whose weights are read, by its folder. */
  readonly runDirectory: string;
  readonly nodeId: NodeId;
}

/** A layer's weight tensor at a step of the run. */
export interface LayerWeights {
  readonly step: number;
  /** [height, width, in, out] of a convolution, [in, out] of a dense layer. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

export interface SetupRequest {
  readonly engine: string;
  readonly cuda: boolean;
  /** The Python to use; empty for the one on PATH. */
  readonly python: string;
}

export interface SetupProgress {
  readonly step: string;
  readonly message: string;
  /** 0 to 1, or null where it cannot be known. */
  readonly fraction: number | null;
}

/** Why an engine was not installed, in one clear message. */
export interface SetupFailure {
  readonly message: string;
  readonly remedy: Remedy | null;
}

/** What the host can ask of the trainer. A run's outcome is an event, never a rejection. */
export interface TrainerApi {
  engines(python: string, machine: MachineSettings): Promise<readonly EngineReport[]>;
  /**
   * Takes a few steps of a configuration on made-up images, remembers how fast they were, and says it;
   * null where that cannot be tried.
   */
  tryPace(request: TrialRequest): Promise<Pace | null>;
  /** Takes a few training steps on each available engine and compares them with a reference. */
  checkEngines(python: string): Promise<readonly EngineCheck[]>;
  /** Resolves when the run has ended. */
  train(request: RunRequest): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Writes a checkpoint and ends the run; resolves when it has ended. */
  stop(): Promise<void>;
  /**
   * The weight of a layer: of the run that is going on here, as it is now (answered between two
   * steps, or at once while it is paused); of any other run, as in its newest checkpoint. Null where
   * there is none: before the first checkpoint, or for a node without weights.
   */
  readWeights(request: WeightsRequest): Promise<LayerWeights | null>;
  /** Installs what an engine needs; null where it is done. */
  setup(request: SetupRequest): Promise<SetupFailure | null>;
}

/** What the trainer tells the host. */
export interface TrainerEvents {
  onEvents(batch: EventBatch): void;
  onSetupProgress(progress: SetupProgress): void;
}
