import { signal, type ReadonlySignal } from "@preact/signals-core";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import { errorText } from "../host/errorText.js";
import type { AskRun } from "../host/runQuestions.js";
import { noWish, type WeightsOf } from "../protocol.js";
import { saysTheSame } from "./settled.js";

/** What the page knows of what it asks while a person looks about. */
export interface Newest<K extends QuestionKind> {
  /** What was asked for last; null for nothing. */
  readonly asked: InputOf<K> | null;
  /** The newest answer, which may still be that to the question before; null before the first. */
  readonly found: { readonly input: InputOf<K>; readonly answer: AnswerOf<K> } | null;
  /**
   * Whether an answer is awaited, of which a person should be told: not where the same is asked anew, since what stands
   * there says of which step it is.
   */
  readonly isSlow: boolean;
  /** Whether the newest answer is of other weights than those that are asked for. */
  readonly isOfOthers: boolean;
  /** Why there is no answer: the run has nothing to tell, or could not be asked. */
  readonly problem: NoAnswer | null;
}

export type NoAnswer =
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly message: string };

/** A wait that is shorter is none. */
const slowAfterMs = 300;

/** Of nothing that is asked. */
export const noAnswer = {
  ...{ asked: null, found: null, problem: null },
  ...{ isSlow: false, isOfOthers: false },
} as const;

/** A question to the run that follows what a person looks at; the newest wins. */
export class NewestQuestion<K extends QuestionKind> {
  private readonly current = signal<Newest<K>>(noAnswer);
  private moment = "";
  private whose: WeightsOf = noWish;
  /** What was asked of the run last. */
  private covered: InputOf<K> | null = null;
  private asking: AbortController | null = null;
  /** Whose weights the newest answer is of. */
  private foundWhose: WeightsOf = noWish;

  /** `says` tells whether an answer to the second question says all that the first one asks. */
  constructor(
    private readonly ask: AskRun,
    private readonly kind: K,
    private readonly says: (input: InputOf<K>, known: InputOf<K>) => boolean = saysTheSame,
  ) {}

  get newest(): ReadonlySignal<Newest<K>> {
    return this.current;
  }

  /**
   * What to ask from now on, null for nothing, of a run as it is at that moment, and with whose weights. What is
   * there already is not asked again.
   */
  want(input: InputOf<K> | null, moment: string, whose: WeightsOf = noWish): void {
    if (input === null) {
      this.takeBack();
      this.covered = null;
      this.current.value = noAnswer;
      return;
    }
    const isOfSame = moment === this.moment && saysTheSame(whose, this.whose);
    const isThere = isOfSame && this.covered !== null && this.says(input, this.covered);
    this.moment = moment;
    this.whose = whose;
    const isOfOthers = !saysTheSame(whose, this.foundWhose);
    const before = this.current.peek();
    if (isOfOthers !== before.isOfOthers || !saysTheSame(input, before.asked)) {
      this.change({ asked: input, isOfOthers });
    }
    if (!isThere) void this.askOnce(input);
  }

  /** Asks the same anew, unless an answer is awaited; what was found stays until then. */
  refresh(): void {
    const { asked } = this.current.peek();
    if (asked !== null && this.asking === null) void this.askOnce(asked);
  }

  private takeBack(): void {
    this.asking?.abort(new Error("Something else is looked at."));
    this.asking = null;
  }

  private async askOnce(input: InputOf<K>): Promise<void> {
    this.takeBack();
    this.covered = input;
    const controller = new AbortController();
    this.asking = controller;
    const isAnew = this.isFound(input);
    const slow = setTimeout(() => {
      if (this.asking === controller) this.change({ isSlow: !isAnew });
    }, slowAfterMs);
    const { whose } = this;
    const found = await this.answerTo(input, controller.signal);
    clearTimeout(slow);
    if (this.asking !== controller) return;
    this.asking = null;
    this.foundWhose = whose;
    this.change({ ...found, isSlow: false, isOfOthers: false });
  }

  /** Whether the newest answer is one to this, if of earlier weights. */
  private isFound(input: InputOf<K>): boolean {
    const { found } = this.current.peek();
    return (
      found !== null && this.says(input, found.input) && saysTheSame(this.whose, this.foundWhose)
    );
  }

  private async answerTo(
    input: InputOf<K>,
    signal: AbortSignal,
  ): Promise<Pick<Newest<K>, "found" | "problem">> {
    try {
      const isOfOthers = !saysTheSame(this.whose, noWish);
      const whose = isOfOthers ? { of: this.whose } : {};
      const answer = await this.ask(this.kind, input, { signal, ...whose });
      return answer === null
        ? { found: null, problem: { kind: "absent" } }
        : { found: { input, answer }, problem: null };
    } catch (error) {
      return { found: null, problem: { kind: "failed", message: errorText(error) } };
    }
  }

  private change(changes: Partial<Newest<K>>): void {
    this.current.value = { ...this.current.peek(), ...changes };
  }
}
