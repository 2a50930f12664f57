import type { PreparationSurroundings } from "../training/prepare.js";
import type { Text } from "../messages/message.js";

/** Told how much is done of how much in all; first with nothing done, once the work begins. */
export type OnProgress = (done: number, total: number) => void;

/** Where something is worked out, and how it is ended. */
export interface Workplace extends Omit<PreparationSurroundings, "log"> {
  /** Told what is being done, as it is done. */
  readonly log: (message: Text) => void;
}

/** Such a place, and who is told how far it is. */
export interface Surroundings extends Workplace {
  readonly onProgress: OnProgress;
}
