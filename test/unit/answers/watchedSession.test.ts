import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { showProgress } from "../../../model/cli/terminal/progress.js";
import { watchedSession } from "../../../model/answers/watchedSession.js";
import { UserError } from "../../../model/messages/userError.js";

const batch = new Int32Array(3);

function watch(result: { readonly loss: number; readonly accuracy: number }) {
  const reached: number[] = [];
  const controller = new AbortController();
  const progress = {
    reach: (done: number) => void reached.push(done),
    tell: vi.fn(),
    end: vi.fn(),
  };
  const session = {
    evaluate: () => Promise.resolve({ ...result, statistics: null, histograms: null }),
  };
  return {
    reached,
    controller,
    session: watchedSession(session, { progress, signal: controller.signal }),
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

describe("showProgress without a terminal", () => {
  let written: string;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
    written = "";
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("is silent about what is done within two seconds, and then tells every five", () => {
    const progress = showProgress("Evaluating", 100, "images");
    for (let done = 1; done <= 100; done++) {
      vi.advanceTimersByTime(done < 20 ? 100 : 150);
      progress.reach(done);
    }
    expect(written.trim().split("\n")).toEqual([
      "Evaluating: 20 of 100 images  0:08 left",
      "Evaluating: 54 of 100 images  0:06 left",
      "Evaluating: 88 of 100 images  0:02 left",
    ]);
  });

  it("tells what is being done", () => {
    showProgress("Measuring", 2, "turns").tell("an engine");
    expect(written).toBe("Measuring: an engine\n");
  });
});
