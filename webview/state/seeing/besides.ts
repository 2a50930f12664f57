import { effect, signal, type ReadonlySignal } from "@preact/signals-core";
import { formatRunDate } from "../../../model/run/runDate.js";
import type { ComparableRun, RunToCompare, WeightsOf } from "../../protocol.js";
import { t } from "../../words/l10n.js";
import { momentTitle } from "../../words/momentTitle.js";
import { epochAt } from "../epochAt.js";
import { idOfWeights } from "../idOfWeights.js";
import type { RunStore } from "../runStore.js";
import { settled } from "../settled.js";
import type { ViewStore } from "../viewStore.js";

/** Weights through which the image can be sent beside those at hand. */
export interface Beside {
  readonly id: string;
  readonly kind: "moment" | "run";
  readonly title: string;
  readonly weights: WeightsOf;
}

interface BesideHost {
  readonly comparableRuns: (shown: RunToCompare) => Promise<readonly ComparableRun[]>;
  /** The language of the page. */
  readonly language: () => string;
}

/** The other moments of the run that it has kept the weights of, and other runs with the same classes. */
export class Besides {
  private readonly others = signal<readonly ComparableRun[]>([]);

  constructor(
    private readonly runs: Pick<RunStore, "run">,
    private readonly keptSteps: ReadonlySignal<readonly number[]>,
    private readonly host: BesideHost,
  ) {}

  readonly all: ReadonlySignal<readonly Beside[]> = settled(() => {
    const moments = this.keptSteps.value.map((step): Beside => {
      const weights = { at: step };
      return { id: idOfWeights(weights), kind: "moment", title: this.momentTitle(step), weights };
    });
    const runs = this.others.value.map((run): Beside => {
      const weights = { run: run.id };
      return { id: idOfWeights(weights), kind: "run", title: this.runTitle(run), weights };
    });
    return [...moments, ...runs];
  });

  /** The title of these weights; empty of those at hand, and of what is not there any more. */
  titleOf(weights: WeightsOf): string {
    return this.all.value.find(({ id }) => id === idOfWeights(weights))?.title ?? "";
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

  private momentTitle(step: number): string {
    return momentTitle(step, epochAt(this.runs.run.value, step));
  }

  private runTitle({ startedAt, network, isSample }: ComparableRun): string {
    const date = formatRunDate(startedAt, this.host.language());
    return isSample ? t("The sample run") : `${network}, ${date}`;
  }
}
