import { describe, expect, it } from "vitest";
import { TimeLeft } from "../../../webview/state/timeLeft.js";

describe("the time that is left of a piece of work", () => {
  it("is that of the rest at the pace since its first news, once a while has passed", () => {
    let now = 0;
    const left = new TimeLeft(() => now);
    expect(left.secondsAt(1000, 10_000)).toBeUndefined();
    now = 2000;
    expect(left.secondsAt(2000, 10_000)).toBeUndefined();
    now = 4000;
    expect(left.secondsAt(3000, 10_000)).toBeCloseTo(14);
    now = 8000;
    expect(left.secondsAt(9000, 10_000)).toBeCloseTo(1);
    expect(left.secondsAt(10_000, 10_000)).toBe(0);
  });

  it("is not known where nothing goes on, and begins anew with other work", () => {
    let now = 0;
    const left = new TimeLeft(() => now);
    left.secondsAt(5, 10);
    now = 60_000;
    expect(left.secondsAt(5, 10)).toBeUndefined();
    expect(left.secondsAt(5, 20)).toBeUndefined();
    now = 70_000;
    expect(left.secondsAt(10, 20)).toBeCloseTo(20);
  });
});
