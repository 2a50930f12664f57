import { describe, expect, it } from "vitest";
import type { Dataset } from "../../../model/data/dataset.js";
import { englishOf } from "../../../model/messages/translate.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { requireSpace } from "../../../model/training/requireSpace.js";

const examples = { count: 60_000, height: 28, width: 28, channels: 1 };
// SAFETY: nothing else of the data is looked at.
const dataset = {
  train: examples,
  test: { ...examples, count: 10_000 },
  classNames: Array.from({ length: 10 }, (_, place) => `${place}`),
} as unknown as Dataset;

function toldWith(free: number | null, resume = false): readonly string[] {
  const told: string[] = [];
  requireSpace(defaultRunConfig(), dataset, {
    ...{ runDirectory: "/runs/one", free, resume },
    log: (message) => void told.push(englishOf(message)),
  });
  return told;
}

describe("the disk of a run of ten epochs", () => {
  it("is too full where not even a checkpoint has room", () => {
    const refused =
      /^There is no room on the disk for a checkpoint of this run\. It takes 24 MB, and 5 MB are free in \/runs\/one\. Make room/u;
    expect(() => toldWith(5e6)).toThrow(refused);
    expect(() => toldWith(5e6, true)).toThrow(refused);
    expect(() => toldWith(100)).toThrow("and 0 MB are free");
  });

  it("is told where it may become full on the way, and not where most is there already", () => {
    expect(toldWith(5e7)).toEqual([
      expect.stringMatching(/^The run takes up to 1\d0 MB on disk, and 50 MB are free: make room/u),
    ]);
    expect(toldWith(5e7, true)).toEqual([]);
  });

  it("is not spoken of where it has room, or nobody knows", () => {
    expect(toldWith(9e9)).toEqual([]);
    expect(toldWith(null)).toEqual([]);
  });
});
