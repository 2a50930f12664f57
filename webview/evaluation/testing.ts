import { batch, signal, type ReadonlySignal } from "@preact/signals-core";
import type { TestedExamples } from "../../model/asking/testedExamples.js";
import { errorText } from "../host/errorText.js";
import type { AskRun } from "../host/runQuestions.js";
import { testedOf, type Tested } from "./tested.js";

/** How the question stands. */
export type Standing =
  | { readonly kind: "quiet" }
  /** Asked, and how much of the work is done; before anything is known of it, of nothing. */
  | { readonly kind: "asking"; readonly done: number; readonly of: number }
  /** There are no weights to ask. */
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly text: string };

export interface TestingHost {
  readonly askRun: AskRun;
  /** What this run was told last, however long ago; null where it was not asked. */
  readonly lastTested: (runId: string) => Promise<TestedExamples | null>;
}

const quiet: Standing = { kind: "quiet" };

/** Asks the shown run what it says of its test set; the newest question wins. */
export class Testing {
  private readonly current = signal<Standing>(quiet);
  private readonly told = signal<Tested | null>(null);
  private run: string | null = null;
  private question: AbortController | null = null;
  /** Whether this run was asked, or was told, since it is shown. */
  private wasAsked = false;

  constructor(private readonly host: TestingHost) {}

  get standing(): ReadonlySignal<Standing> {
    return this.current;
  }

  get tested(): ReadonlySignal<Tested | null> {
    return this.told;
  }

  /** The run to tell of from now on; the same one again changes nothing. */
  show(run: string | null): void {
    if (run === this.run) return;
    this.question?.abort();
    this.question = null;
    this.run = run;
    this.wasAsked = false;
    batch(() => {
      this.told.value = null;
      this.current.value = quiet;
    });
  }

  /** Tells what the run was told last; asks where it was not, and `mayAsk`. Only the first call for a run does. */
  async begin(mayAsk: boolean): Promise<void> {
    const { run } = this;
    if (run === null || this.wasAsked) return;
    this.wasAsked = mayAsk;
    const last = await this.host.lastTested(run);
    if (run !== this.run || this.told.peek() !== null || this.question !== null) return;
    if (last !== null) {
      this.wasAsked = true;
      this.told.value = testedOf(last);
    } else if (mayAsk) await this.ask();
  }

  /** Asks anew; what was told before stays until there is an answer. */
  async ask(): Promise<void> {
    this.question?.abort();
    const question = new AbortController();
    this.question = question;
    this.wasAsked = true;
    this.current.value = { kind: "asking", done: 0, of: 0 };
    const tell = (standing: Standing, tested: Tested | null = this.told.peek()): void => {
      if (this.question !== question) return;
      batch(() => {
        this.told.value = tested;
        this.current.value = standing;
      });
    };
    try {
      const said = await this.host.askRun("testedExamples", null, {
        reach: (done, of) => {
          tell({ kind: "asking", done, of });
        },
        signal: question.signal,
      });
      if (said === null) tell({ kind: "absent" });
      else tell(quiet, testedOf(said));
    } catch (error) {
      if (!question.signal.aborted) tell({ kind: "failed", text: errorText(error) });
    } finally {
      if (this.question === question) this.question = null;
    }
  }

  /** Takes the question back. */
  cancel(): void {
    this.question?.abort();
    this.question = null;
    this.current.value = quiet;
  }
}
