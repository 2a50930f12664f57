import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import type { NetworkSpec, StageSpec } from "../../../model/network/spec.js";
import { inputVerdict } from "../../../webview/stage/inputVerdict.js";
import { inputLimitsOf, paddedGroups } from "../../../webview/state/whatIf.js";

const limits = inputLimitsOf(googlenet);
const verdictAt = (size: number): string =>
  inputVerdict(buildGraph(googlenet, [1, size, size]), limits);

describe("the smallest input", () => {
  it("is found in the network, with the largest at which windows see padding", () => {
    expect(limits).toEqual({ least: 1, padded: 32 });
    expect(paddedGroups(buildGraph(googlenet, [1, 32, 32]))).toEqual(["b5/5a", "b5/5b"]);
    expect(paddedGroups(buildGraph(googlenet, [1, 33, 33]))).toEqual([]);
  });

  it("is told in words", () => {
    expect(verdictAt(224)).toBe(
      "Works from 1×1 up. Up to 32×32 the last windows see one position and padding around it.",
    );
    expect(verdictAt(32)).toBe(
      "Works from 1×1 up. At this size the windows of 5a, 5b see one position and padding around it.",
    );
    expect(verdictAt(16)).toMatch(/of 4a to 5b see one position/u);
  });

  it("of a network without padding is no more than its size", () => {
    const pool: StageSpec = { kind: "maxPool", name: "pool", kernel: 8, stride: 1, padding: 0 };
    const strict: NetworkSpec = { ...googlenet, modules: [{ name: "b1", stages: [pool] }] };
    expect(inputLimitsOf(strict)).toEqual({ least: 8, padded: 7 });
    const graph = buildGraph(strict, [1, 20, 20]);
    expect(inputVerdict(graph, inputLimitsOf(strict))).toBe("Works from 8×8 up.");
  });
});
