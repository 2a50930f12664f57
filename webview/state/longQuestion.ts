import { batch, signal, type ReadonlySignal } from "@preact/signals-core";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import { errorText } from "../host/errorText.js";
import type { AskRun } from "../host/runQuestions.js";
import { TimeLeft } from "./timeLeft.js";

/** How a question stands that takes a while. */
export type Standing =
  | { readonly kind: "quiet" }
  /**
   * Asked, and how much of the work is done; before anything is known of it, of nothing. How long the rest takes is known
   * later.
   */
  | {
      readonly kind: "asking";
      readonly done: number;
      readonly of: number;
      readonly secondsLeft?: number;
    }
  /** There are no weights to ask: no checkpoint and no running trainer. */
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly message: string };

const quiet: Standing = { kind: "quiet" };

/** A question to the shown run that a person waits for, sees the progress of and can take back; the newest wins. */
export class LongQuestion<K extends QuestionKind> {
  private readonly current = signal<Standing>(quiet);
  private readonly told = signal<AnswerOf<K> | null>(null);
  private readonly asked = signal<InputOf<K> | null>(null);
  private open: AbortController | null = null;

  constructor(
    private readonly askRun: AskRun,
    private readonly kind: K,
  ) {}

  get standing(): ReadonlySignal<Standing> {
    return this.current;
  }

  /** What was asked last; null before the first. */
  get input(): ReadonlySignal<InputOf<K> | null> {
    return this.asked;
  }

  /** The newest, as far as it has come; it stays while it is asked anew. Null before the first. */
  get answer(): ReadonlySignal<AnswerOf<K> | null> {
    return this.told;
  }

  /** Null where it was taken back, or cannot be told: then the standing says why. */
  async ask(input: InputOf<K>): Promise<AnswerOf<K> | null> {
    this.takeBack();
    const controller = new AbortController();
    const left = new TimeLeft();
    this.open = controller;
    batch(() => {
      this.asked.value = input;
      this.current.value = { kind: "asking", done: 0, of: 0 };
    });
    const tell = (standing: Standing): void => {
      if (this.open === controller) this.current.value = standing;
    };
    try {
      const answer = await this.askRun(this.kind, input, {
        signal: controller.signal,
        reach: (done, of, soFar) => {
          if (this.open !== controller) return;
          const secondsLeft = left.secondsAt(done, of);
          batch(() => {
            tell({
              kind: "asking",
              done,
              of,
              ...(secondsLeft === undefined ? {} : { secondsLeft }),
            });
            if (soFar !== undefined) this.told.value = soFar;
          });
        },
      });
      if (this.open !== controller) return null;
      batch(() => {
        tell(answer === null ? { kind: "absent" } : quiet);
        if (answer !== null) this.told.value = answer;
      });
      return answer;
    } catch (error) {
      tell({ kind: "failed", message: errorText(error) });
      return null;
    } finally {
      if (this.open === controller) this.open = null;
    }
  }

  /** What was told before stays. */
  cancel(): void {
    this.takeBack();
    this.current.value = quiet;
  }

  /** As where another run is shown, of which nothing is known. */
  forget(): void {
    this.takeBack();
    batch(() => {
      this.told.value = null;
      this.asked.value = null;
      this.current.value = quiet;
    });
  }

  private takeBack(): void {
    this.open?.abort(new Error("Nobody waits for it any more."));
    this.open = null;
  }
}
