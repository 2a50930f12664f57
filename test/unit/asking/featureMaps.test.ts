import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featureMapsOf, mapPixels } from "../../../model/asking/featureMaps.js";
import { outputOf } from "../../../model/network/outputOf.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { googlenetPaper } from "../../../model/network/googlenet-paper/spec.js";
import { accesses } from "../../../model/program/accesses.js";
import { askedProgram } from "../../../model/program/askedProgram.js";
import { testedNetworks } from "../../support/testedNetworks.js";

describe("the output of a node", () => {
  it("is its own, or that of the last in it", () => {
    const graph = buildGraph(googlenet);
    expect(outputOf(graph, "b3/3a/path2/conv3x3")).toBe("b3/3a/path2/conv3x3");
    expect(outputOf(graph, "b3/3a/path2")).toBe("b3/3a/path2/conv3x3");
    expect(outputOf(graph, "b3/3a")).toBe("b3/3a/concat");
    expect(outputOf(graph, "b3")).toBe("b3/pool");
    expect(outputOf(graph, "b3/3")).toBeNull();
  });

  it("is none of a head, which is no part of the use", () => {
    const graph = buildGraph(googlenetPaper);
    const heads = graph.nodes.filter(({ isTrainingOnly }) => isTrainingOnly === true);
    expect(heads.length).toBeGreaterThan(5);
    for (const { id } of heads) expect(outputOf(graph, id), id).toBeNull();
  });

  it.each(testedNetworks)("is computed in use wherever $id has one", (spec) => {
    const graph = buildGraph(spec);
    const { evaluation } = askedProgram(graph, { height: 8, width: 8 }, []);
    const written = new Set(evaluation.flatMap((each) => accesses(each).writes));
    const outputs = graph.nodes.flatMap(({ id }) => outputOf(graph, id) ?? []);
    expect(outputs.filter((id) => !written.has(id))).toEqual([]);
    expect(outputs.length).toBeGreaterThan(5);
  });
});

describe("feature maps", () => {
  const values = fc
    .record({
      channels: fc.integer({ min: 1, max: 5 }),
      height: fc.integer({ min: 1, max: 4 }),
      width: fc.integer({ min: 1, max: 4 }),
    })
    .chain((shape) => {
      const length = shape.channels * shape.height * shape.width;
      const float = fc.float({ min: -10, max: 10, noNaN: true });
      return fc.record({
        shape: fc.constant(shape),
        values: fc
          .array(float, { minLength: length, maxLength: length })
          .map((all) => Float32Array.from(all)),
      });
    });

  it("are ordered by how strongly they answer, each once", () => {
    fc.assert(
      fc.property(values, ({ shape: { channels, height, width }, values: all }) => {
        const { maps } = featureMapsOf([channels, height, width], all);
        expect(maps.map(({ channel }) => channel).toSorted((a, b) => a - b)).toEqual([
          ...Array(channels).keys(),
        ]);
        maps.forEach(({ mean, largest }, place) => {
          expect(mean).toBeLessThanOrEqual((maps[place - 1]?.mean ?? Infinity) + 1e-12);
          expect(mean).toBeLessThanOrEqual(largest + 1e-9);
        });
      }),
    );
  });

  it("become pixels, each number as a square of its gray", () => {
    // Two channels of 1×2: of the second 4 and -2.
    const features = featureMapsOf([2, 1, 2], Float32Array.of(1, 4, 3, -2));
    const look = { most: 4, isSigned: true, factor: 2 };
    const bright = 255;
    const dark = Math.round(255 * 0.25);
    expect([...mapPixels(features, 1, look)]).toEqual([
      ...[bright, bright, dark, dark],
      ...[bright, bright, dark, dark],
    ]);
    expect([...mapPixels(features, 0, { most: 4, isSigned: false, factor: 1 })]).toEqual([
      Math.round(255 / 4),
      Math.round((255 * 3) / 4),
    ]);
  });

  it("of nothing but 0 are black", () => {
    const features = featureMapsOf([1, 1, 1], Float32Array.of(0));
    expect([...mapPixels(features, 0, { most: 0, isSigned: false, factor: 1 })]).toEqual([0]);
  });
});
