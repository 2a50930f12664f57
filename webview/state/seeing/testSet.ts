import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { TestedExamples } from "../../../model/asking/testedExamples.js";
import type { TestLabels } from "../../../model/asking/testLabels.js";
import type { AskRun } from "../../host/runQuestions.js";
import { LongQuestion, type Standing } from "../longQuestion.js";
import type { RunStore } from "../runStore.js";
import { milestoneOf } from "../whileTraining.js";

/** What the page knows of the test set of the run shown. */
export class TestSet {
  private readonly known = signal<TestLabels | null>(null);
  private readonly search: LongQuestion<"testedExamples">;
  private tested: { readonly at: string; readonly examples: TestedExamples } | null = null;

  constructor(
    private readonly ask: AskRun,
    private readonly runs: Pick<RunStore, "run">,
  ) {
    this.search = new LongQuestion(ask, "testedExamples");
  }

  /** Null before they are known, as for a run without a network yet. */
  get labels(): ReadonlySignal<TestLabels | null> {
    return this.known;
  }

  /** How looking at all of it stands. */
  get searching(): ReadonlySignal<Standing> {
    return this.search.standing;
  }

  /**
   * Reads the labels while they are wanted: once a run, tried again at each checkpoint and where `isAnswered` turns
   * true. Returns what ends it.
   */
  readWhile(isWanted: () => boolean, isAnswered: () => boolean): () => void {
    const milestone = milestoneOf(this.runs);
    const runId = computed(() => this.runs.run.value.started?.runId ?? null);
    let readOf: string | null = null;
    const end = effect(() => {
      void [milestone.value, isAnswered()];
      const run = runId.value;
      if (run !== readOf) this.known.value = null;
      readOf = run;
      if (isWanted() && this.known.peek() === null) void this.readLabels(() => run === readOf);
    });
    return () => {
      end();
      this.cancelSearch();
    };
  }

  /** What the network says of all examples, which takes as long as an evaluation; null where it was taken back or cannot be told. */
  async test(): Promise<TestedExamples | null> {
    const at = milestoneOf(this.runs).peek();
    if (this.tested?.at === at) return this.tested.examples;
    const examples = await this.search.ask(null);
    if (examples !== null) this.tested = { at, examples };
    return examples;
  }

  cancelSearch(): void {
    this.search.cancel();
  }

  private async readLabels(isStillOf: () => boolean): Promise<void> {
    try {
      const labels = await this.ask("testLabels", null);
      if (isStillOf()) this.known.value = labels;
    } catch {
      // The image that is asked for with them says why.
      if (isStillOf()) this.known.value = null;
    }
  }
}
