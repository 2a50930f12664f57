import { describe, expect, it } from "vitest";
import { askInBatches } from "../../../model/asking/askInBatches.js";
import type { Examples } from "../../../model/data/dataset.js";
import { noiseExamples } from "../../support/tinyNetwork.js";

const images = noiseExamples(7);
const { signal } = new AbortController();

/** Answers with the first byte of each image, twice. */
function sessionOf(change = (value: number): number => value) {
  const counts: number[] = [];
  const ask = ({ count, images: bytes }: Examples) => {
    counts.push(count);
    const length = bytes.length / count;
    const firsts = Array.from({ length: count }, (_, image) =>
      change(bytes[image * length] ?? NaN),
    );
    const values = Float32Array.from(firsts.flatMap((first) => [first, first]));
    return Promise.resolve(new Map([["scores", values]]));
  };
  return { counts, ask };
}

describe("many images", () => {
  it("are asked about in batches, and answered in their order", async () => {
    const session = sessionOf();
    const reached: number[] = [];
    const reach = (done: number): void => void reached.push(done);
    const answers = await askInBatches(session, images, "scores", { atOnce: 3, reach, signal });
    const length = images.images.length / images.count;
    const firsts = [0, 1, 2, 3, 4, 5, 6].map((image) => images.images[image * length]);
    expect([...answers]).toEqual(firsts.flatMap((first) => [first, first]));
    expect(session.counts).toEqual([3, 3, 1]);
    expect(reached).toEqual([0, 3, 6, 7]);
  });

  it("are given up where nobody waits any more", async () => {
    const controller = new AbortController();
    const session = sessionOf();
    const reach = (done: number): void => {
      if (done > 0) controller.abort(new Error("Stopped."));
    };
    const watch = { atOnce: 3, reach, signal: controller.signal };
    await expect(askInBatches(session, images, "scores", watch)).rejects.toThrow("Stopped.");
    expect(session.counts).toEqual([3]);
  });

  it.each([NaN, Infinity])("have no answer of %d", async (lost) => {
    const session = sessionOf(() => lost);
    const watch = { atOnce: 3, reach: () => undefined, signal };
    await expect(askInBatches(session, images, "scores", watch)).rejects.toMatchObject({
      what: "The network's answer is not a number.",
    });
  });
});
