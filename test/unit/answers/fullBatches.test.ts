import { describe, expect, it } from "vitest";
import { fullBatches } from "../../../model/answers/bench/fullBatches.js";

describe("fullBatches", () => {
  it("are as many as asked for, also past the end of an epoch, and none is smaller", () => {
    const batches = fullBatches(10, 4);
    const sizes = Array.from({ length: 7 }, () => batches.next().value.length);
    expect(sizes).toEqual([4, 4, 4, 4, 4, 4, 4]);
  });

  it("shuffle each epoch anew", () => {
    const batches = fullBatches(6, 6);
    const [first, second] = [batches.next().value, batches.next().value];
    expect(second).not.toEqual(first);
    expect(second.toSorted()).toEqual(first.toSorted());
  });

  it("are refused where there are fewer examples than one takes", () => {
    expect(() => fullBatches(3, 4)).toThrow("The training set has 3 examples.");
  });
});
