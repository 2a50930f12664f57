/** A question among those that are asked beside each other. */
export interface Asking {
  /** It is answered, or takes long: nobody makes room for it any more. */
  readonly stepBack: () => void;
  /** Steps back until those are answered that are not known to take long; who asks later waits for the next time. */
  readonly others: () => Promise<void>;
}

/** Which questions go first: one that takes long makes room between its parts for those at which a person looks meanwhile. */
export class Precedence {
  private readonly short = new Set<Promise<void>>();

  begin(): Asking {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.short.add(ended);
    const stepBack = (): void => {
      this.short.delete(ended);
      end();
    };
    const others = async (): Promise<void> => {
      stepBack();
      await Promise.all(this.short);
    };
    return { stepBack, others };
  }
}
