import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import type { AskRun } from "../host/runQuestions.js";
import { LongQuestion, type Standing } from "../state/longQuestion.js";

/** What a run was told last, however long ago; null where it was not asked. */
export type LastTold = <K extends QuestionKind>(
  kind: K,
  runId: string,
) => Promise<AnswerOf<K> | null>;

export interface KeptHost {
  readonly askRun: AskRun;
  readonly lastTold: LastTold;
}

/** A question to a run whose answer takes long and is kept by the host, since a page that is hidden forgets it. */
export class KeptQuestion<K extends QuestionKind> {
  private readonly question: LongQuestion<K>;
  /** What it said before the page was hidden. */
  private readonly before = signal<AnswerOf<K> | null>(null);
  private run: string | null = null;
  /** Whether this run was asked, or told before, since it is shown. */
  private isBegun = false;

  constructor(
    private readonly host: KeptHost,
    private readonly kind: K,
    private readonly input: InputOf<K>,
  ) {
    this.question = new LongQuestion(host.askRun, kind);
  }

  get standing(): ReadonlySignal<Standing> {
    return this.question.standing;
  }

  /** The newest, as far as it has come. */
  readonly answer = computed(
    (): AnswerOf<K> | null => this.question.answer.value ?? this.before.value,
  );

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
    const last = await this.host.lastTold(this.kind, run);
    const isAsked = this.answer.peek() !== null || this.standing.peek().kind !== "quiet";
    if (run !== this.run || isAsked) return;
    this.before.value = last;
    if (last !== null) this.isBegun = true;
    else if (mayAsk) await this.ask();
  }

  /** Asks anew; what was told before stays until there is an answer. */
  async ask(): Promise<void> {
    this.isBegun = true;
    await this.question.ask(this.input);
  }

  /** Takes the question back. */
  cancel(): void {
    this.question.cancel();
  }
}
