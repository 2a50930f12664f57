import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { ComparableRun, RunToCompare } from "../../protocol.js";
import { runTitle } from "../../words/runTitle.js";
import type { RunStore } from "../runStore.js";
import { settled } from "../settled.js";
import type { ViewStore } from "../viewStore.js";
import { groupOfMoments, otherRunsOf, type WeightsGroup } from "../weightsGroups.js";

interface BesideHost {
  readonly comparableRuns: (shown: RunToCompare) => Promise<readonly ComparableRun[]>;
  /** The language of the page. */
  readonly language: () => string;
}

/** The other moments of the run that it has kept the weights of, and other runs with the same classes. */
export class OtherWeights {
  private readonly others = signal<readonly ComparableRun[]>([]);

  constructor(
    private readonly runs: Pick<RunStore, "run">,
    private readonly keptSteps: ReadonlySignal<readonly number[]>,
    private readonly host: BesideHost,
  ) {}

  readonly groups: ReadonlySignal<readonly WeightsGroup[]> = settled(() => [
    groupOfMoments(this.runs.run.value, { steps: this.keptSteps.value, but: null, chosen: null }),
    ...otherRunsOf(this.others.value, this.host.language()),
  ]);

  /** The title of another run; empty of what is not there any more. */
  titleOf(run: string): string {
    const found = this.others.value.find(({ id }) => id === run);
    return found === undefined
      ? ""
      : runTitle({ ...found, testAccuracy: null }, this.host.language());
  }

  /** Looks for other runs where an image goes through this one. Returns what ends it. */
  start(view: Pick<ViewStore, "image">): () => void {
    const shown = settled((): RunToCompare | null => {
      const { started } = this.runs.run.value;
      if (started === null || view.image.value === null) return null;
      return { run: started.runId, classNames: started.dataset.classNames };
    });
    return effect(() => {
      const run = shown.value;
      this.others.value = [];
      if (run !== null) void this.read(run, () => shown.peek() === run);
    });
  }

  private async read(shown: RunToCompare, isShown: () => boolean): Promise<void> {
    const others = await this.host.comparableRuns(shown).catch(() => []);
    if (isShown()) this.others.value = others;
  }
}
