import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import type { Watch } from "../../model/asking/watch.js";
import { withArrays } from "../../model/run/wireArrays.js";
import type { RunQuestion, WeightsOf } from "../protocol.js";

/** What goes on beside a question, and whose weights it is about: those of the run shown where it is left out. */
export type AskWatch<Answer> = Partial<Watch<Answer>> & { readonly of?: WeightsOf };

/** Asks a run. Null where there is nothing to tell yet. */
export type AskRun = <K extends QuestionKind>(
  kind: K,
  input: InputOf<K>,
  watch?: AskWatch<AnswerOf<K>>,
) => Promise<AnswerOf<K> | null>;

/** Asks always about these weights. */
export function askOf(ask: AskRun, of: WeightsOf): AskRun {
  return (kind, input, watch) => ask(kind, input, { ...watch, of });
}

interface Wire {
  readonly send: (question: RunQuestion) => Promise<unknown>;
  readonly cancel: (id: string) => void;
}

/** The questions of this page that are open. */
export class RunQuestions {
  private readonly open = new Map<string, Watch<unknown>["reach"]>();
  private asked = 0;

  constructor(private readonly wire: Wire) {}

  readonly ask: AskRun = async (kind, input, { reach = () => undefined, signal, of } = {}) => {
    signal?.throwIfAborted();
    const id = this.newId();
    const cancel = (): void => {
      this.wire.cancel(id);
    };
    signal?.addEventListener("abort", cancel);
    // SAFETY: the host tells of an answer to this question.
    this.open.set(id, reach as Watch<unknown>["reach"]);
    try {
      const whose = of === undefined ? {} : { of };
      const answer = withArrays(await this.wire.send({ id, kind, input, ...whose }));
      // What was taken back may have been answered already.
      signal?.throwIfAborted();
      // SAFETY: the host answers with what `model/asking` has for this kind.
      return answer as AnswerOf<typeof kind> | null;
    } finally {
      signal?.removeEventListener("abort", cancel);
      this.open.delete(id);
    }
  };

  reach(id: string, done: number, of: number, soFar?: unknown): void {
    this.open.get(id)?.(done, of, ...(soFar === undefined ? [] : [withArrays(soFar)]));
  }

  /** The host may know another document of the same page, which was there before this. */
  private newId(): string {
    this.asked += 1;
    return `${performance.timeOrigin}-${this.asked}`;
  }
}
