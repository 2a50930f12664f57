import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import { askOf, type AskRun } from "../host/runQuestions.js";
import type { WeightsOf } from "../protocol.js";
import { idOfWeights } from "./idOfWeights.js";
import { LongQuestion, type Standing } from "./longQuestion.js";

/**
 * A question that takes a while, to the weights that a person looks at: of each moment of the run it has an answer of
 * its own, which is found again there. What was asked of one goes on while another is looked at; the newest wins.
 */
export class MomentQuestion<K extends QuestionKind> {
  private readonly byWeights = new Map<string, LongQuestion<K>>();
  private readonly own = computed(() => this.of(this.whose.value));

  constructor(
    private readonly askRun: AskRun,
    private readonly kind: K,
    private readonly whose: ReadonlySignal<WeightsOf>,
  ) {}

  readonly standing: ReadonlySignal<Standing> = computed(() => this.own.value.standing.value);

  /** What was asked last of the moment at hand; null before the first. */
  readonly input: ReadonlySignal<InputOf<K> | null> = computed(() => this.own.value.input.value);

  /** The newest of the moment at hand, as far as it has come; null before the first. */
  readonly answer: ReadonlySignal<AnswerOf<K> | null> = computed(() => this.own.value.answer.value);

  /** As `LongQuestion.ask`, of the moment at hand. */
  async ask(input: InputOf<K>): Promise<AnswerOf<K> | null> {
    const own = this.own.peek();
    for (const each of this.byWeights.values()) if (each !== own) each.cancel();
    return own.ask(input);
  }

  /** What was told before stays. */
  cancel(): void {
    this.own.peek().cancel();
  }

  /** Of all moments, as where another run is shown, of which nothing is known. */
  forget(): void {
    for (const each of this.byWeights.values()) each.forget();
  }

  private of(whose: WeightsOf): LongQuestion<K> {
    const id = idOfWeights(whose);
    const known = this.byWeights.get(id);
    if (known !== undefined) return known;
    const ask = id === "" ? this.askRun : askOf(this.askRun, whose);
    const question = new LongQuestion(ask, this.kind);
    this.byWeights.set(id, question);
    return question;
  }
}
