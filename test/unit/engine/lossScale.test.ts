import { describe, expect, it } from "vitest";
import { LossScale } from "../../../model/program/lossScale.js";

function after(...finite: readonly boolean[]): number {
  const scale = new LossScale();
  for (const each of finite) scale.follow(each);
  return scale.value;
}

describe("LossScale", () => {
  const first = after();

  it("halves at each overflow, and never falls below 1", () => {
    expect(after(true, false)).toBe(first / 2);
    expect(after(false, false, true)).toBe(first / 4);
    expect(after(...Array<boolean>(100).fill(false))).toBe(1);
  });

  it("doubles after 2,000 steps without one", () => {
    const steps = (count: number): readonly boolean[] => Array<boolean>(count).fill(true);
    expect(after(...steps(1999))).toBe(first);
    expect(after(...steps(2000))).toBe(2 * first);
    expect(after(...steps(1999), false, ...steps(1999))).toBe(first / 2);
    expect(after(...steps(1999), false, ...steps(2000))).toBe(first);
    expect(after(...steps(100_000))).toBe(2 ** 24);
  });
});
