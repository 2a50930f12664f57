import type { Session } from "../engine/engine.js";
import type { TrainingProgram } from "../program/program.js";
import type { ImageSize } from "../run/imageSizes.js";

/** A network on a device, for images of one size. */
export interface Placed {
  readonly program: TrainingProgram;
  readonly session: Session;
  /** Examples that an evaluation takes at once. */
  readonly evaluationBatch: number;
  readonly size: ImageSize;
}

/** What a run trains on; its images may get another size, for which the network is put on the device anew. */
export class TrainingDevice {
  private isOpen = true;

  /** `place` gives a session without a state. */
  constructor(
    private placed: Placed,
    private readonly place: (size: ImageSize) => Promise<Placed>,
  ) {}

  get now(): Placed {
    return this.placed;
  }

  /** All that is trained comes along. The device has room for one: where the next cannot be placed, there is none. */
  async resize(size: ImageSize): Promise<void> {
    const state = await this.placed.session.readState();
    this.close();
    this.placed = await this.place(size);
    this.isOpen = true;
    this.placed.session.writeState(state);
  }

  close(): void {
    if (this.isOpen) this.placed.session.close();
    this.isOpen = false;
  }
}
