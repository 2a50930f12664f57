import { describe, expect, it } from "vitest";
import type { Examples } from "../../../model/data/dataset.js";
import { heldOut } from "../../../model/training/holdOut.js";
import { noiseDataset } from "../../support/tinyNetwork.js";

const whole = noiseDataset(40, 9);

function picturesOf({ images, labels, count }: Examples): readonly string[] {
  const length = images.length / count;
  return Array.from(
    { length: count },
    (_, index) => `${images.slice(index * length, (index + 1) * length).join()} ${labels[index]}`,
  );
}

describe("training images that are held out", () => {
  const { train, test } = heldOut(whole, 15);

  it("are tested in place of the test set, and are no longer trained on", () => {
    expect([train.count, test.count]).toEqual([25, 15]);
    const both = [...picturesOf(train), ...picturesOf(test)];
    expect(both.toSorted()).toEqual([...picturesOf(whole.train)].toSorted());
  });

  it("are the same again, and mixed from all", () => {
    expect(heldOut(whole, 15)).toEqual(heldOut(whole, 15));
    const places = picturesOf(test).map((picture) => picturesOf(whole.train).indexOf(picture));
    expect(Math.max(...places)).toBeGreaterThan(25);
    expect(Math.min(...places)).toBeLessThan(15);
  });

  it("are none unless asked for", () => {
    expect(heldOut(whole, null)).toBe(whole);
  });

  it("leave some to train on", () => {
    expect(() => heldOut(whole, 40)).toThrow("40 of 40 training images cannot be held out");
  });
});
