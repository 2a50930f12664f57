import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { TestedExamples } from "../../../model/asking/testedExamples.js";
import type { TestLabels } from "../../../model/asking/testLabels.js";
import { errorText } from "../../host/errorText.js";
import type { AskRun } from "../../host/runQuestions.js";
import type { RunStore } from "../runStore.js";
import { milestoneOf } from "../whileTraining.js";

/** How far the network has looked at its test set. */
export interface Search {
  readonly done: number;
  /** 0 as long as that is not known. */
  readonly of: number;
}

/** What the page knows of the test set of the run shown. */
export class TestSet {
  private readonly known = signal<TestLabels | null>(null);
  private readonly current = signal<Search | null>(null);
  private readonly failure = signal("");
  private searching: AbortController | null = null;
  private tested: { readonly at: string; readonly examples: TestedExamples } | null = null;

  constructor(
    private readonly ask: AskRun,
    private readonly runs: Pick<RunStore, "run">,
  ) {}

  /** Null before they are known, as for a run without a network yet. */
  get labels(): ReadonlySignal<TestLabels | null> {
    return this.known;
  }

  /** Null while nothing is looked for. */
  get search(): ReadonlySignal<Search | null> {
    return this.current;
  }

  /** Why the last search found nothing; empty where it did, or was taken back. */
  get searchProblem(): ReadonlySignal<string> {
    return this.failure;
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
    this.cancelSearch();
    const controller = new AbortController();
    this.searching = controller;
    this.current.value = { done: 0, of: 0 };
    this.failure.value = "";
    const isNewest = (): boolean => this.searching === controller;
    try {
      const examples = await this.ask("testedExamples", null, {
        signal: controller.signal,
        reach: (done, of) => {
          if (isNewest()) this.current.value = { done, of };
        },
      });
      if (examples !== null) this.tested = { at, examples };
      return isNewest() ? examples : null;
    } catch (error) {
      if (isNewest()) this.failure.value = errorText(error);
      return null;
    } finally {
      if (isNewest()) this.endSearch();
    }
  }

  cancelSearch(): void {
    this.searching?.abort(new Error("Nobody waits for it any more."));
    this.endSearch();
  }

  private endSearch(): void {
    this.searching = null;
    this.current.value = null;
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
