import { describe, expect, it } from "vitest";
import { remarkOnData, requireSameData } from "../../../model/data/dataOfRun.js";
import type { TestSet } from "../../../model/data/dataset.js";
import { UsageError } from "../../../model/messages/userError.js";

const run = (...classNames: string[]) => ({
  id: "folder",
  source: "/pets",
  classNames,
  checksums: {},
});

function data(...classNames: string[]): TestSet {
  const [count, height, width, channels] = [0, 1, 1, 1];
  const empty = {
    count,
    height,
    width,
    channels,
    images: new Uint8Array(),
    labels: new Uint8Array(),
  };
  return { ...run(...classNames), title: "pets", test: empty };
}

describe("the classes of a run's data", () => {
  it("are the same", () => {
    expect(remarkOnData(run("cats", "dogs"), data("cats", "dogs"))).toBeNull();
  });

  it.each([
    [["cats", "dogs"], ["cats", "wolves"], "Only in the run: dogs. Only in the data: wolves."],
    [["cats", "dogs"], ["cats"], "Only in the run: dogs. Choose"],
    [["cats"], ["cats", "dogs"], "the run. Only in the data: dogs."],
    [
      ["cats", "dogs"],
      ["dogs", "cats"],
      "They are in another order, or one of them is there twice.",
    ],
    [["cats", "cats"], ["cats"], "They are in another order, or one of them is there twice."],
    [
      ["a\nb", "c"],
      ["a", "b\nc"],
      "Only in the run: a\\u000ab, c. Only in the data: a, b\\u000ac.",
    ],
    [["1", "2", "3", "4", "5", "6", "7"], ["7"], "Only in the run: 1, 2, 3, 4, 5, …. Choose"],
  ])("are named where they differ: %j and %j", (ours, theirs, told) => {
    for (const asked of [requireSameData, remarkOnData]) {
      expect(() => asked(run(...ours), data(...theirs))).toThrow(UsageError);
      expect(() => asked(run(...ours), data(...theirs))).toThrow(told);
    }
  });
});
