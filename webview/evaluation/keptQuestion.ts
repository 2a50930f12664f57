import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import { askOf, type AskRun } from "../host/runQuestions.js";
import { noWish } from "../protocol.js";
import { LongQuestion, type Standing } from "../state/longQuestion.js";
import { saysTheSame } from "../state/settled.js";

/** A run by its name, and a step to which its weights are to be near; the newest where that is left out. */
export interface AskedRun {
  readonly run: string;
  readonly at?: number;
}

/** What a run was told last, however long ago; null where it was not asked. */
export type LastTold = <K extends QuestionKind>(
  kind: K,
  asked: AskedRun,
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
  private asked: AskedRun | null = null;
  private readonly recalls = signal(0);
  /** Whether this run was asked, or told before, since it is shown. */
  private isBegun = false;

  constructor(
    private readonly host: KeptHost,
    private readonly kind: K,
    private readonly input: InputOf<K>,
  ) {
    const ask: AskRun = (each, said, watch) =>
      askOf(host.askRun, this.asked ?? noWish)(each, said, watch);
    this.question = new LongQuestion(ask, kind);
  }

  get standing(): ReadonlySignal<Standing> {
    return this.question.standing;
  }

  /** Whether what it said before is still being looked for. */
  readonly isRecalling = computed(() => this.recalls.value > 0);

  /** The newest, as far as it has come. */
  readonly answer = computed(
    (): AnswerOf<K> | null => this.question.answer.value ?? this.before.value,
  );

  /** The run to tell of from now on; the same one again changes nothing. */
  show(asked: AskedRun | null): void {
    if (saysTheSame(asked, this.asked)) return;
    this.asked = asked;
    this.isBegun = false;
    this.before.value = null;
    this.question.forget();
  }

  /** Tells what the run said before, and asks one that said nothing where it `mayAsk`: once a run. */
  async begin(mayAsk: boolean): Promise<void> {
    const { asked } = this;
    if (asked === null || this.isBegun) return;
    this.isBegun = mayAsk;
    const last = await this.recalled(asked);
    const isAsked = this.answer.peek() !== null || this.standing.peek().kind !== "quiet";
    if (asked !== this.asked || isAsked) return;
    this.before.value = last;
    if (last !== null) this.isBegun = true;
    else if (mayAsk) await this.ask();
  }

  /** Null also where the host does not tell: what went wrong is said by the question that is asked then. */
  private async recalled(asked: AskedRun): Promise<AnswerOf<K> | null> {
    // Without a subscription: it may be an effect that begins.
    this.recalls.value = this.recalls.peek() + 1;
    try {
      return await this.host.lastTold(this.kind, asked);
    } catch {
      return null;
    } finally {
      this.recalls.value = this.recalls.peek() - 1;
    }
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
