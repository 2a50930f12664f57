import { batch, computed, signal } from "@preact/signals-core";
import { errorText } from "../host/errorText.js";
import { askOf } from "../host/runQuestions.js";
import type { ComparableRun, RunToCompare } from "../protocol.js";
import type { KeptHost } from "./keptQuestion.js";
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

/** Another run beside the shown one. */
export class Comparing {
  readonly runs = signal<OtherRuns>({ kind: "unread" });
  /** The id of the one that is chosen. */
  readonly run = signal<string | null>(null);
  /** What it says of its test set. */
  readonly testing: Testing;
  private beside: string | null = null;

  constructor(
    private readonly host: ComparingHost,
    private readonly shown: Pick<Testing, "tested">,
  ) {
    this.testing = new Testing({
      askRun: (kind, input, watch) => {
        const run = this.run.peek();
        return askOf(host.askRun, run === null ? {} : { run })(kind, input, watch);
      },
      lastTold: host.lastTold,
    });
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
      this.runs.value = { kind: "failed", message: errorText(error) };
    }
  }

  /** One that was not asked yet is. */
  choose(run: string | null): void {
    batch(() => {
      this.run.value = run;
      this.testing.show(run);
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
}
