import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  showProgress,
  showProgressLater,
  withProgress,
} from "../../../model/cli/terminal/progress.js";

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
      "Evaluating: 20 of 100 images  8 s left",
      "Evaluating: 54 of 100 images  6 s left",
      "Evaluating: 88 of 100 images  2 s left",
    ]);
  });

  it("tells what is being done", () => {
    showProgress("Measuring", 2, "turns").tell("an engine");
    expect(written).toBe("Measuring: an engine\n");
  });

  it("begins when it is first told how much there is in all", () => {
    const progress = showProgressLater("Measuring", "turns");
    progress.tell("nothing yet");
    progress.reach(0, 2);
    progress.tell("an engine");
    progress.end();
    progress.tell("nothing any more");
    expect(written).toBe("Measuring: an engine\n");
  });

  it("ends with the work, which may fail, and gives its result", async () => {
    expect(await withProgress("Working", "steps", () => Promise.resolve(7))).toBe(7);
    const failing = withProgress("Working", "steps", () => Promise.reject(new Error("Lost.")));
    await expect(failing).rejects.toThrow("Lost.");
    expect(written).toBe("");
  });
});
