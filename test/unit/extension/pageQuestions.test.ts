import { describe, expect, it } from "vitest";
import type { Watch } from "../../../model/asking/watch.js";
import { withArrays } from "../../../model/run/wireArrays.js";
import type { RequestParts } from "../../../extension/views/requests/requestRow.js";
import type { WeightsOf } from "../../../webview/protocol.js";
import { PageQuestions, runQuestionSchema } from "../../../extension/views/pageQuestions.js";

type Ask = RequestParts["asker"]["ask"];
type Watching = Partial<Watch<unknown>> & { readonly of?: WeightsOf };

/** A page that asks an asker which answers by this. */
function asking(answer: (input: unknown, watch: Watching) => unknown) {
  const reached: unknown[] = [];
  const ask = ((_kind: string, input: unknown, watch: Watching) =>
    Promise.resolve(answer(input, watch))) as unknown as Ask;
  const questions = new PageQuestions({ ask }, (...progress) => reached.push(progress));
  return { questions, reached };
}

/** An answer that comes only where it is taken back. */
const untilTakenBack = (_: unknown, { signal }: Partial<Watch>): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
  });

const weights = { id: "1", kind: "weights", input: "b1" } as const;

describe("what a page asks of the run", () => {
  it("is answered with its numbers, as JSON carries them", async () => {
    const answer = { step: 7, shape: [2], values: Float32Array.of(0.5, -1) };
    const { questions } = asking(() => answer);
    const told = JSON.parse(JSON.stringify(await questions.ask(weights))) as unknown;
    expect(withArrays(told)).toEqual(answer);
  });

  it("is asked of the run that it names, or of the one shown", async () => {
    const { questions } = asking((_, { of }) => ({ of }));
    const named = runQuestionSchema.parse({ ...weights, of: { run: "2026-01-31-142530-nin" } });
    expect(await questions.ask(named)).toEqual({ of: { run: "2026-01-31-142530-nin" } });
    expect(await questions.ask(weights)).toEqual({ of: {} });
  });

  it("tells how far it is by the question's own name", async () => {
    const { questions, reached } = asking((_, { reach }) => {
      reach?.(64, 10_000);
      reach?.(128, 10_000, { values: Float32Array.of(0.5) });
      return null;
    });
    expect(await questions.ask({ ...weights, id: "mine" })).toBeNull();
    const soFar = { values: { $array: "Float32Array", bytes: "AAAAPw==" } };
    expect(reached).toEqual([
      ["mine", 64, 10_000],
      ["mine", 128, 10_000, soFar],
    ]);
  });

  it("can be taken back alone, and is with its page", async () => {
    const { questions } = asking(untilTakenBack);
    const first = questions.ask({ ...weights, id: "1" });
    const second = questions.ask({ ...weights, id: "2" });
    questions.cancel("nobody's");
    questions.cancel("1");
    await expect(first).rejects.toThrow("taken its question back");
    questions.dispose();
    await expect(second).rejects.toThrow("taken its question back");
  });

  it.each([
    null,
    { ...weights, id: "" },
    { ...weights, kind: "" },
    { ...weights, kind: "b".repeat(1000) },
    { ...weights, more: true },
    { ...weights, of: { run: "../elsewhere" } },
    { ...weights, of: { run: "mine", folder: "/" } },
  ])("is refused as %j", (question) => {
    expect(runQuestionSchema.safeParse(question).success).toBe(false);
  });
});
