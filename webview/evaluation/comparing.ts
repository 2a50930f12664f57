import { batch, computed, signal } from "@preact/signals-core";
import { errorText } from "../host/errorText.js";
import type { ComparableRun, RunToCompare, WeightsOf } from "../protocol.js";
import type { AskedRun, KeptHost } from "./keptQuestion.js";
import { Testing } from "./testing.js";
import { comparisonOf, type Comparison } from "./comparison.js";

export interface ComparingHost extends KeptHost {
  readonly comparableRuns: (shown: RunToCompare) => Promise<readonly ComparableRun[]>;
}

/** What a person can compare the shown run with. */
export type OtherRuns =
  | { readonly kind: "unread" }
  | { readonly kind: "ready"; readonly runs: readonly ComparableRun[] }
  | { readonly kind: "failed"; readonly message: string };

/** Other weights beside those of the shown run that are looked at: of another moment of it, or of another run. */
export class Comparing {
  readonly runs = signal<OtherRuns>({ kind: "unread" });
  /** Those that are chosen; null for none. */
  readonly other = signal<WeightsOf | null>(null);
  /** What they say of the test set. */
  readonly testing: Testing;
  private beside: string | null = null;

  constructor(
    private readonly host: ComparingHost,
    private readonly shown: Pick<Testing, "tested">,
  ) {
    this.testing = new Testing(host);
  }

  /** Null where there is nothing to compare, or they were tested with other images. */
  readonly comparison = computed((): Comparison | null => {
    const [own, other] = [this.shown.tested.value, this.testing.tested.value];
    return own === null || other === null ? null : comparisonOf(own, other);
  });

  /** Looks which runs there are beside the shown one. */
  async read(): Promise<void> {
    const run = this.beside;
    const classNames = this.shown.tested.peek()?.said.classNames;
    if (run === null || classNames === undefined) return;
    try {
      const runs = await this.host.comparableRuns({ run, classNames });
      if (run === this.beside) this.runs.value = { kind: "ready", runs };
    } catch (error) {
      if (run === this.beside) this.runs.value = { kind: "failed", message: errorText(error) };
    }
  }

  /** Those that were not asked yet are. */
  choose(other: WeightsOf | null): void {
    batch(() => {
      this.other.value = other;
      this.testing.show(this.askedOf(other));
    });
    void this.testing.begin(true);
  }

  /** Another run is shown, which has others beside it; the same one again changes nothing. */
  show(run: string | null): void {
    if (run === this.beside) return;
    this.beside = run;
    this.choose(null);
    this.runs.value = { kind: "unread" };
  }

  private askedOf(other: WeightsOf | null): AskedRun | null {
    const run = other?.run ?? this.beside;
    return other === null || run === null ? null : { ...other, run };
  }
}
