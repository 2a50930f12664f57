import { describe, expect, it } from "vitest";
import { watchedSession } from "../../../model/answers/watchedSession.js";
import { UserError } from "../../../model/messages/userError.js";

const batch = new Int32Array(3);

function watch(result: { readonly loss: number; readonly accuracy: number }) {
  const reached: number[] = [];
  const controller = new AbortController();
  const reach = (done: number): void => void reached.push(done);
  const session = {
    evaluate: () => Promise.resolve({ ...result, statistics: null, histograms: null }),
  };
  return {
    reached,
    controller,
    session: watchedSession(session, { reach, signal: controller.signal }),
  };
}

describe("watchedSession", () => {
  it("counts what is done and gives the session's answers", async () => {
    const { session, reached } = watch({ loss: 1, accuracy: 0.5 });
    expect(await session.evaluate(batch)).toMatchObject({ loss: 1, accuracy: 0.5 });
    await session.evaluate(batch);
    expect(reached).toEqual([3, 6]);
  });

  it.each([
    { loss: NaN, accuracy: 0 },
    { loss: Infinity, accuracy: 0 },
    { loss: 1, accuracy: NaN },
  ])("refuses an answer that is no number: %o", async (result) => {
    await expect(watch(result).session.evaluate(batch)).rejects.toThrow(UserError);
    await expect(watch(result).session.evaluate(batch)).rejects.toThrow(
      /^The network's answer is/u,
    );
  });

  it("ends where it is interrupted", async () => {
    const { session, controller, reached } = watch({ loss: 1, accuracy: 1 });
    controller.abort(new Error("Stopped."));
    await expect(session.evaluate(batch)).rejects.toThrow("Stopped.");
    expect(reached).toEqual([]);
  });
});
