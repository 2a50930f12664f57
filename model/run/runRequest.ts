import type { RunConfig } from "./config.js";
import type { MachineSettings } from "../machine/machineSettings.js";

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

/** A folder with data, and what a run would ask of its pictures. */
export interface PreviewRequest {
  /** An absolute path. */
  readonly directory: string;
  readonly form: Pick<RunConfig, "inputSize" | "seed">;
  readonly augment: RunConfig["augment"];
}

/** What to train, apart from what it is trained on. */
export type RunTask = Omit<RunRequest, "python" | "machine">;
