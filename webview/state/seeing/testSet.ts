import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { TestLabels } from "../../../model/asking/testLabels.js";
import type { AskRun } from "../../host/runQuestions.js";
import { LongQuestion, type Standing } from "../longQuestion.js";
import type { RunStore } from "../runStore.js";
import { milestoneOf } from "../whileTraining.js";
import type { ChosenImage } from "./chosenImage.js";

/** The mistakes that were found together, in the order in which one goes through them. */
interface Found {
  /** Whose weights they are, and of which class. */
  readonly key: string;
  readonly examples: readonly number[];
}

/** What the page knows of the test set of the run shown. */
export class TestSet {
  private readonly known = signal<TestLabels | null>(null);
  private readonly search: LongQuestion<"nextMistake">;
  private found: Found | null = null;

  constructor(
    private readonly ask: AskRun,
    private readonly runs: Pick<RunStore, "run" | "whose">,
  ) {
    const askWhose: AskRun = (kind, input, watch) =>
      ask(kind, input, { ...watch, of: runs.whose.peek() });
    this.search = new LongQuestion(askWhose, "nextMistake");
  }

  /** Null before they are known, as for a run without a network yet. */
  get labels(): ReadonlySignal<TestLabels | null> {
    return this.known;
  }

  /** How looking through it stands. */
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

  /**
   * The next image that the network gets wrong, of those among which one goes; `none` where there is none, and null
   * where the search was taken back or it cannot be told. Mistakes that came with the one before are known.
   */
  async nextMistake({ example: after, within }: ChosenImage): Promise<number | "none" | null> {
    const key = JSON.stringify([milestoneOf(this.runs).peek(), this.runs.whose.peek(), within]);
    const known = this.found?.key === key ? nextIn(this.found.examples, after) : undefined;
    if (known !== undefined) return known;
    const answer = await this.search.ask({ after, within });
    if (answer === null) return null;
    this.found = { key, examples: answer.examples };
    return answer.examples[0] ?? "none";
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

/** The mistake after the one that is looked at, where it is known too. */
function nextIn(examples: readonly number[], example: number): number | undefined {
  const place = examples.indexOf(example);
  return place === -1 ? undefined : examples[place + 1];
}
