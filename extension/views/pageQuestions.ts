import * as z from "zod";
import type { QuestionKind } from "../../model/asking/index.js";
import { withoutArrays } from "../../model/run/wireArrays.js";
import type { PageApi, RunQuestion, WeightsOf } from "../../webview/protocol.js";
import { Disposable } from "../disposable.js";
import type { Asker } from "../runs/asker.js";
import { isRunId } from "../runs/runId.js";

const name = z.string().min(1).max(100);

const weightsOfSchema: z.ZodType<WeightsOf> = z.strictObject({
  run: z.string().refine(isRunId).exactOptional(),
  at: z.int().nonnegative().exactOptional(),
});

// SAFETY: one that there is not is refused by the trainer, and nothing is kept of it.
export const questionKindSchema = name.transform((kind) => kind as QuestionKind);

/** What a question may be, and what may be asked by it, is known to the trainer, which checks it. */
export const runQuestionSchema: z.ZodType<RunQuestion> = z.strictObject({
  id: name,
  kind: questionKindSchema,
  input: z.unknown(),
  of: weightsOfSchema.exactOptional(),
});

/** What one page asks of runs; its questions end with it. */
export class PageQuestions extends Disposable {
  private readonly open = new Map<string, AbortController>();

  constructor(
    private readonly asker: Pick<Asker, "ask">,
    private readonly tell: PageApi["reach"],
  ) {
    super();
    this.register({
      dispose: () => {
        for (const id of this.open.keys()) this.cancel(id);
      },
    });
  }

  /** Null where there is nothing to tell; arrays of numbers as JSON carries them. */
  async ask({ id, kind, input, of = {} }: RunQuestion): Promise<unknown> {
    const controller = new AbortController();
    this.open.set(id, controller);
    const reach = (done: number, of: number, soFar?: unknown): void => {
      this.tell(id, done, of, ...(soFar === undefined ? [] : [withoutArrays(soFar)]));
    };
    try {
      const watch = { reach, signal: controller.signal, of };
      // SAFETY: the trainer checks what is asked.
      const answer = this.asker.ask(kind, input as never, watch);
      return withoutArrays(await answer);
    } finally {
      this.open.delete(id);
    }
  }

  cancel(id: string): void {
    this.open.get(id)?.abort(new Error("The page has taken its question back."));
  }
}
