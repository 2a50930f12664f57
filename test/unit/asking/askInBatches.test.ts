import { describe, expect, it, vi } from "vitest";
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

  it("are asked about in parts that take one to two seconds, where others go between", async () => {
    const many = noiseExamples(60);
    const session = sessionOf();
    const between = vi.fn(() => Promise.resolve());
    const clock = vi.spyOn(performance, "now");
    let now = 0;
    clock.mockImplementation(() => now);
    // A fast machine that becomes a slow one.
    const speeds = [10, 10, 10, 10, 200, 200, 200];
    const ask = (batch: Examples) => {
      now += batch.count * (speeds[session.counts.length] ?? 200);
      return session.ask(batch);
    };
    const watch = { atOnce: 16, reach: () => undefined, signal, between };
    const answers = await askInBatches({ ask }, many, "scores", watch);
    clock.mockRestore();
    expect(session.counts).toEqual([4, 8, 16, 16, 16]);
    expect(between).toHaveBeenCalledTimes(5);
    expect(answers).toHaveLength(120);
    expect(answers).toEqual(
      await askInBatches(sessionOf(), many, "scores", {
        ...{ atOnce: 60, reach: () => undefined, signal },
      }),
    );
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
