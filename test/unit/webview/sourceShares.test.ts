import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { sourceSharesOf } from "../../../webview/inspector/kernels/sourceShares.js";

const graph = buildGraph(googlenet);
const node = graph.byId.get("b3/3b/path1/conv1x1")!;
const shape = [1, 1, 256, 128];

/** Weights that are alike within each path's channels. */
function weightsOf(byPath: readonly number[]): Float32Array {
  const bounds = [64, 192, 224, 256];
  return Float32Array.from({ length: 256 * 128 }, (_, place) => {
    const input = Math.floor(place / 128);
    return byPath[bounds.findIndex((bound) => input < bound)] ?? NaN;
  });
}

describe("what a layer listens to", () => {
  it("comes to the whole, whatever its weights", () => {
    const some = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), {
      ...{ minLength: 4, maxLength: 4 },
    });
    fc.assert(
      fc.property(some, (byPath) => {
        fc.pre(byPath.some((weight) => Math.abs(weight) > 1e-3));
        const shares = sourceSharesOf(graph, node, { shape, values: weightsOf(byPath) });
        const whole = shares.reduce((sum, { share }) => sum + share, 0);
        expect(whole).toBeCloseTo(1, 6);
      }),
      { numRuns: 20 },
    );
  });

  it("is each path by its channels where all weights are alike", () => {
    const shares = sourceSharesOf(graph, node, { shape, values: weightsOf([1, 1, 1, 1]) });
    expect(shares.map(({ share }) => share)).toEqual([64, 128, 32, 32].map((each) => each / 256));
    expect(shares.map(({ perChannel }) => perChannel)).toEqual([1, 1, 1, 1]);
  });

  it("is nothing of a path that it does not hear", () => {
    const shares = sourceSharesOf(graph, node, { shape, values: weightsOf([2, 0, 2, 2]) });
    expect(shares[1]).toMatchObject({ node: "b3/3a/path2", share: 0, perChannel: 0 });
  });

  it("is not told of a layer behind no block, nor by weights of another network", () => {
    const first = graph.byId.get("b1/conv7x7")!;
    const values = weightsOf([1, 1, 1, 1]);
    expect(sourceSharesOf(graph, first, { shape: [7, 7, 1, 64], values })).toEqual([]);
    expect(sourceSharesOf(graph, node, { shape: [1, 1, 128, 256], values })).toEqual([]);
  });
});
