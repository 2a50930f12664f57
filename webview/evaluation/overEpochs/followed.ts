import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import { coursesOf, fewestEvaluations, type CourseKind } from "../../../model/metrics/courses.js";
import type { TestedAt } from "../../../model/run/testedExamples.js";
import type { Tiles } from "../../state/tiles.js";
import type { RunStore } from "../../state/runStore.js";

/** What the evaluations of a run made of each image, and what became of them. */
export interface Followed {
  readonly classNames: readonly string[];
  /** One an evaluation, in their order; at least two. */
  readonly tested: readonly TestedAt[];
  readonly courses: Readonly<Record<CourseKind, readonly number[]>>;
  /** The highest of all losses. */
  readonly mostLoss: number;
}

/** Follows the images of the shown run's test set over its evaluations. */
export class OverEpochs {
  private readonly kept = signal<readonly TestedAt[] | null>(null);

  constructor(
    private readonly runs: Pick<RunStore, "run">,
    private readonly read: () => Promise<readonly TestedAt[]>,
    /** Its images, beside those that are looked at elsewhere. */
    readonly tiles: Tiles,
  ) {}

  /** How many evaluations are kept; null before that is known. */
  readonly count: ReadonlySignal<number | null> = computed(() => this.kept.value?.length ?? null);

  /** Null where there are too few. */
  readonly followed: ReadonlySignal<Followed | null> = computed(() => {
    const tested = this.kept.value ?? [];
    if (tested.length < fewestEvaluations) return null;
    const mostLoss = tested.reduce(
      (most, { losses }) => losses.reduce((larger, loss) => Math.max(larger, loss), most),
      0,
    );
    const classNames = this.runs.run.peek().started?.dataset.classNames ?? [];
    return { classNames, tested, courses: coursesOf(tested), mostLoss };
  });

  /** Reads with each run that is shown, and after each of its evaluations. Returns what ends it. */
  start(): () => void {
    const known = computed(() => {
      const { started, evaluations } = this.runs.run.value;
      return started === null ? null : `${started.runId} ${evaluations.length}`;
    });
    let shown = "";
    return effect(() => {
      const at = known.value;
      const [run = ""] = at?.split(" ") ?? [];
      if (run !== shown) {
        this.kept.value = null;
        this.tiles.clear();
      }
      shown = run;
      if (at !== null) void this.readAt(at, () => known.peek());
    });
  }

  private async readAt(at: string, now: () => string | null): Promise<void> {
    const tested = await this.read().catch(() => []);
    if (at === now()) this.kept.value = tested;
  }
}
