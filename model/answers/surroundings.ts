import type { PreparationSurroundings } from "../training/prepare.js";

/** Told how much is done of how much in all; first with nothing done, once the work begins. */
export type OnProgress = (done: number, total: number) => void;

/** Where something is worked out, how it is ended, and who is told how far it is. */
export interface Surroundings extends PreparationSurroundings {
  readonly onProgress: OnProgress;
}
