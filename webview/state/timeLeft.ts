/** So much must have been seen of a piece of work before it says how fast the rest goes. */
const patienceMs = 3000;

/** How long the rest of a piece of work takes, if it goes on as it has gone since it was first heard of. */
export class TimeLeft {
  private begun: { readonly done: number; readonly of: number; readonly at: number } | null = null;

  /** `now` is in milliseconds. */
  constructor(private readonly now = (): number => performance.now()) {}

  /** Seconds; undefined as long as too little is done to tell. */
  secondsAt(done: number, of: number): number | undefined {
    const at = this.now();
    // Another whole is other work.
    if (this.begun?.of !== of) this.begun = { done, of, at };
    const [worked, ms] = [done - this.begun.done, at - this.begun.at];
    return worked > 0 && ms >= patienceMs ? ((of - done) * ms) / worked / 1000 : undefined;
  }
}
