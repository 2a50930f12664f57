/** What takes long, with the test set or beside it, and one image, at which a person may look meanwhile. */
export type Use = "many" | "one" | "aside";

const uses: readonly Use[] = ["many", "one", "aside"];

/** Who works with a network when: uses go on beside each other, and each does one thing after the other. */
export class Turns {
  private readonly last = new Map<Use, Promise<unknown>>();
  private long = 0;
  private wanting = 0;
  private want = (): void => undefined;
  private wanted = this.nobody();

  /** Whether something that takes long is under way, or waits for its turn. */
  get isBusy(): boolean {
    return this.long > 0;
  }

  take<T>(use: Use, work: () => Promise<T>): Promise<T> {
    const result = (this.last.get(use) ?? Promise.resolve()).then(work);
    this.last.set(
      use,
      result.catch(() => undefined),
    );
    return result;
  }

  async atLength<T>(use: Use, work: () => Promise<T>): Promise<T> {
    this.long += 1;
    try {
      return await this.take(use, work);
    } finally {
      this.long -= 1;
    }
  }

  /** Resolves as soon as somebody waits until nothing is done any more. */
  get isWanted(): Promise<void> {
    return this.wanted;
  }

  /** Nothing else is done meanwhile. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    this.wanting += 1;
    this.want();
    try {
      return await uses.reduceRight((inner, use) => () => this.take(use, inner), work)();
    } finally {
      this.wanting -= 1;
      if (this.wanting === 0) this.wanted = this.nobody();
    }
  }

  private nobody(): Promise<void> {
    return new Promise((resolve) => {
      this.want = resolve;
    });
  }
}
