import { describe, expect, it } from "vitest";
import type { PathContributions } from "../../../model/asking/pathContribution.js";
import { lossOf, pathLossesOf } from "../../../webview/state/pathLosses.js";

const answer: PathContributions = {
  ...{ step: 9, examples: 100, accuracy: 0.9, loss: 0.3 },
  paths: [
    { path: "b3/3a/path1", accuracy: 0.8, loss: 0.5, changed: 0.1 },
    { path: "b3/3a/path10", accuracy: 0.91, loss: 0.3, changed: 0.02 },
  ],
};

describe("what a path gives", () => {
  it("is the same for all layers of a path, and nothing outside of one", () => {
    const losses = pathLossesOf(answer);
    expect(lossOf(losses, "b3/3a/path1")).toBeCloseTo(0.1);
    expect(lossOf(losses, "b3/3a/path1/conv1x1")).toBeCloseTo(0.1);
    expect(lossOf(losses, "b3/3a/path10/pool")).toBeCloseTo(-0.01);
    expect(lossOf(losses, "b3/3a/concat")).toBeNull();
    expect(lossOf(losses, "b3/3a/path2/conv1x1")).toBeNull();
    expect(lossOf(null, "b3/3a/path1")).toBeNull();
  });
});
