import { BetweenSteps } from "./betweenSteps.js";

/** How the outside steers a run; it takes effect between two steps. */
export class RunControl {
  readonly betweenSteps = new BetweenSteps();
  private pausedUntil: PromiseWithResolve | null = null;
  private readonly stopRequest = new AbortController();

  /** `delivered` resolves when what the outside was told has reached it, or had its time. */
  constructor(readonly delivered: () => Promise<void> = () => Promise.resolve()) {}

  get isPaused(): boolean {
    return this.pausedUntil !== null;
  }

  get isStopping(): boolean {
    return this.stopRequest.signal.aborted;
  }

  /** Aborted when the run is to stop. */
  get signal(): AbortSignal {
    return this.stopRequest.signal;
  }

  pause(): void {
    if (!this.isStopping) this.pausedUntil ??= withResolve();
  }

  resume(): void {
    this.pausedUntil?.resolve();
    this.pausedUntil = null;
  }

  /** Also ends a pause. */
  stop(): void {
    this.stopRequest.abort();
    this.resume();
  }

  async untilResumed(): Promise<void> {
    await this.pausedUntil?.promise;
  }
}

interface PromiseWithResolve {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function withResolve(): PromiseWithResolve {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((fulfill) => {
    resolve = fulfill;
  });
  return { promise, resolve };
}
