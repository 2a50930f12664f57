import type { Session } from "../engine/engine.js";
import { averaged } from "../program/averages.js";
import type { TrainingState } from "../program/state.js";

type Holder = Pick<Session, "readState" | "writeState">;

/** Puts the mean of the last weights into a session while it evaluates, where a run keeps one. */
export class AveragedWeights {
  private trained: TrainingState | null = null;

  constructor(private readonly session: Holder) {}

  async putIn(): Promise<void> {
    const trained = await this.session.readState();
    const mean = averaged(trained);
    if (mean === null) return;
    this.trained = trained;
    this.session.writeState(mean);
  }

  takeOut(): void {
    if (this.trained !== null) this.session.writeState(this.trained);
    this.trained = null;
  }

  /** What is trained, also while the mean stands in its place. */
  async readTrained(): Promise<TrainingState> {
    return this.trained ?? this.session.readState();
  }
}
