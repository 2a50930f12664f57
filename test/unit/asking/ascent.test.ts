import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ascend, ascentSteps, type Made } from "../../../model/asking/making/ascent.js";
import { rolled, softened } from "../../../model/asking/making/pixels.js";
import { soughtValue } from "../../../model/asking/making/soughtValue.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { networks } from "../../../model/network/index.js";
import { outputOf } from "../../../model/network/outputOf.js";
import { withoutNormalization } from "../../../model/network/withoutNormalization.js";
import { askedProgram } from "../../../model/program/askedProgram.js";
import { createRandom } from "../../support/random.js";

const sides = { height: 6, width: 5, channels: 2 };
const count = sides.height * sides.width * sides.channels;
const image = fc
  .array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: count, maxLength: count })
  .map((values) => Float32Array.from(values));

describe("an image on its way", () => {
  it("is moved and moved back", () => {
    const way = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }));
    fc.assert(
      fc.property(image, way, (pixels, [down, along]) => {
        const there = rolled(pixels, sides, [down, along]);
        expect(rolled(there, sides, [-down, -along])).toEqual(pixels);
      }),
    );
    const one = new Float32Array(count);
    one[(2 * 5 + 1) * 2 + 1] = 1;
    expect(rolled(one, sides, [1, -2]).indexOf(1)).toBe((3 * 5 + 4) * 2 + 1);
  });

  it("is softened toward its neighbors, and stays what it is where it is even", () => {
    fc.assert(
      fc.property(image, fc.double({ min: 0, max: 1, noNaN: true }), (pixels, share) => {
        const soft = softened(pixels, sides, share);
        expect(Math.max(...soft)).toBeLessThanOrEqual(Math.max(...pixels) + 1e-6);
        expect(Math.min(...soft)).toBeGreaterThanOrEqual(Math.min(...pixels) - 1e-6);
      }),
    );
    const even = new Float32Array(count).fill(0.25);
    expect(softened(even, sides, 1)).toEqual(even);
    const dot = new Float32Array(count);
    dot[(2 * 5 + 2) * 2] = 1;
    const soft = softened(dot, sides, 1);
    const at = (row: number, column: number) => soft[(row * 5 + column) * 2];
    expect([at(2, 2), at(2, 1), at(1, 2), at(1, 1), at(2, 4)]).toEqual([
      0.25, 0.125, 0.125, 0.0625, 0,
    ]);
  });
});

/** Excited by bright pixels of the first channel at the left, and by dark ones of the second. */
async function brightLeft(seed: number, slopeOf = (each: number): number => each) {
  const wish = Float32Array.from({ length: count }, (_, at) =>
    at % 2 === 1 ? -1 : Math.floor(at / 2) % sides.width < 2 ? 2 : 0,
  );
  const seen: Made[] = [];
  const value = (pixels: Uint8Array): number =>
    pixels.reduce((sum, pixel, at) => sum + (pixel / 255) * (wish[at] ?? 0), 0);
  const made = await ascend({
    ...{ sides, seed, see: (each) => seen.push(each) },
    look: (pixels) => Promise.resolve({ value: value(pixels), slope: wish.map(slopeOf) }),
  });
  return { made, seen, value };
}

describe("the way to an image that excites a channel", () => {
  it("leads to more than what it began with and than noise, and is seen", async () => {
    const { made, seen, value } = await brightLeft(3);
    expect(made.value).toBe(value(made.pixels));
    expect(made.value).toBeGreaterThan(made.start);
    const random = createRandom(7);
    for (let each = 0; each < 100; each++) {
      const noise = Uint8Array.from({ length: count }, () => 256 * random());
      expect(made.value).toBeGreaterThan(value(noise));
    }
    expect(seen.map(({ taken }) => taken).slice(0, 3)).toEqual([0, 1, 2]);
    expect(seen).toHaveLength(ascentSteps);
    expect(made.taken).toBe(ascentSteps);
  });

  it("is the same for the same seed, and another for another", async () => {
    const [first, again, other] = await Promise.all([3, 3, 4].map((seed) => brightLeft(seed)));
    expect(again!.made).toEqual(first!.made);
    expect(other!.seen[0]!.pixels).not.toEqual(first!.seen[0]!.pixels);
  });

  it("tries other images where nothing leads on", async () => {
    const { seen } = await brightLeft(3, () => 0);
    expect(seen[1]!.pixels).not.toEqual(seen[0]!.pixels);
  });
});

describe("where a channel is excited", () => {
  it("is before its activation, in the layer that a concatenation has it from", () => {
    const graph = buildGraph(googlenet);
    // 64, 128, 32 and 32 channels.
    const sought = (channel: number) => soughtValue(graph, outputOf(graph, "b3/3a")!, channel);
    expect(sought(63)).toEqual({ value: "b3/3a/path1/conv1x1/biased", channel: 63 });
    expect(sought(64 + 127)).toEqual({ value: "b3/3a/path2/conv3x3/biased", channel: 127 });
    expect(sought(255)).toEqual({ value: "b3/3a/path4/conv1x1/biased", channel: 31 });
    expect(soughtValue(graph, "b1/pool", 3)).toEqual({ value: "b1/pool", channel: 3 });
    expect(soughtValue(graph, "linear/dense", 3)).toEqual({ value: "linear/dense", channel: 3 });
    expect(() => sought(256)).toThrow("no channel 256");
  });

  it("is a value of every network in use", () => {
    for (const spec of networks) {
      const graph = buildGraph(withoutNormalization(spec));
      const { values } = askedProgram(graph, { height: 1, width: 1 }, []);
      for (const { id, outputShape, layer, kind } of graph.nodes) {
        if (layer === undefined && kind !== "concat") continue;
        const { value, channel } = soughtValue(graph, id, (outputShape[0] ?? 1) - 1);
        expect(values.get(value)?.shape.at(-1), `${spec.id} ${id}`).toBeGreaterThan(channel);
      }
    }
  });
});
