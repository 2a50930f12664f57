import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { TestedExamples } from "../../model/asking/testedExamples.js";
import type { AskRun } from "../host/runQuestions.js";
import { LongQuestion, type Standing } from "../state/longQuestion.js";
import { testedOf, type Tested } from "./tested.js";

export interface TestingHost {
  readonly askRun: AskRun;
  /** What this run was told last, however long ago; null where it was not asked. */
  readonly lastTested: (runId: string) => Promise<TestedExamples | null>;
}

/** What the shown run says of its test set. */
export class Testing {
  private readonly question: LongQuestion<"testedExamples">;
  /** What it said before the page was hidden. */
  private readonly before = signal<TestedExamples | null>(null);
  private run: string | null = null;
  /** Whether this run was asked, or told before, since it is shown. */
  private isBegun = false;

  constructor(private readonly host: TestingHost) {
    this.question = new LongQuestion(host.askRun, "testedExamples");
  }

  get standing(): ReadonlySignal<Standing> {
    return this.question.standing;
  }

  readonly tested = computed((): Tested | null => {
    const said = this.question.answer.value ?? this.before.value;
    return said === null ? null : testedOf(said);
  });

  /** The run to tell of from now on; the same one again changes nothing. */
  show(run: string | null): void {
    if (run === this.run) return;
    this.run = run;
    this.isBegun = false;
    this.before.value = null;
    this.question.forget();
  }

  /** Tells what the run said before, and asks one that said nothing where it `mayAsk`: once a run. */
  async begin(mayAsk: boolean): Promise<void> {
    const { run } = this;
    if (run === null || this.isBegun) return;
    this.isBegun = mayAsk;
    const last = await this.host.lastTested(run);
    const isAsked = this.tested.peek() !== null || this.standing.peek().kind !== "quiet";
    if (run !== this.run || isAsked) return;
    this.before.value = last;
    if (last !== null) this.isBegun = true;
    else if (mayAsk) await this.ask();
  }

  /** Asks anew; what was told before stays until there is an answer. */
  async ask(): Promise<void> {
    this.isBegun = true;
    await this.question.ask(null);
  }

  /** Takes the question back. */
  cancel(): void {
    this.question.cancel();
  }
}
