import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { withoutReductions } from "../../../model/network/withoutReductions.js";

const graph = buildGraph(googlenet);
const blocks = graph.nodes.filter(({ kind }) => kind === "block");

describe("blocks without their reductions", () => {
  it("read their whole input with the larger windows", () => {
    const { byId } = buildGraph(withoutReductions(googlenet, new Set(["b3/3a"])));
    expect(byId.has("b3/3a/path2/conv1x1")).toBe(false);
    expect(byId.get("b3/3a/path2/conv3x3")?.inputShape).toEqual([192, 12, 12]);
    expect(byId.get("b3/3a/path2/conv3x3")?.parameters).toBe(3 * 3 * 192 * 128 + 128);
    expect(byId.get("b3/3a/path3/conv5x5")?.parameters).toBe(5 * 5 * 192 * 32 + 32);
    // The 1×1 convolutions of paths 1 and 4 reduce nothing for a larger window.
    expect(byId.has("b3/3a/path1/conv1x1")).toBe(true);
    expect(byId.has("b3/3a/path4/conv1x1")).toBe(true);
  });

  it("change no shape and nothing outside of them", () => {
    const changed = buildGraph(withoutReductions(googlenet, new Set(["b4/4c"])));
    for (const node of changed.nodes) {
      expect(node.outputShape, node.id).toEqual(graph.byId.get(node.id)?.outputShape);
      if (!node.id.startsWith("b4")) {
        expect(node.parameters, node.id).toBe(graph.byId.get(node.id)?.parameters);
      }
    }
  });

  it("cost 2.4 to 5.2 times as much, in parameters and in multiply-adds", () => {
    const all = buildGraph(withoutReductions(googlenet, new Set(blocks.map(({ id }) => id))));
    const growth = (of: "parameters" | "multiplyAdds") =>
      blocks.map((block) => (all.byId.get(block.id)?.[of] ?? 0) / block[of]);
    for (const of of ["parameters", "multiplyAdds"] as const) {
      expect(Math.min(...growth(of))).toBeCloseTo(2.4, 1);
      expect(Math.max(...growth(of))).toBeCloseTo(5.2, 1);
    }
  });

  it("leave a network without such blocks as it is", () => {
    expect(withoutReductions(googlenet, new Set(["b1", "unknown"]))).toEqual(googlenet);
  });
});
