import type { Remedy } from "../messages/userError.js";
import type { Message } from "../messages/message.js";

export interface SetupRequest {
  readonly engine: string;
  readonly cuda: boolean;
  /** The Python to use; empty for the one on PATH. */
  readonly python: string;
}

export interface SetupProgress {
  readonly step: string;
  readonly message: Message;
  /** 0 to 1, or null where it cannot be known. */
  readonly fraction: number | null;
}

/** Why an engine was not installed, in one clear message. */
export interface SetupFailure {
  readonly message: Message;
  readonly remedy: Remedy | null;
}
