import { describe, expect, it } from "vitest";
import { requireGraph } from "../../../model/training/requireGraph.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";

describe("a network at an input that was asked for", () => {
  it("is built where something is left of the input", () => {
    expect(requireGraph(unequalNetwork, [3, 15, 15]).nodes.at(-1)?.outputShape).toEqual([5]);
  });

  it("is refused with the smallest input where it is not", () => {
    expect(() => requireGraph(unequalNetwork, [3, 14, 22])).toThrow(
      "Unequal windows cannot take an input of 3×14×22. Nothing would be left of it after body/pool. Its smallest input is 3×15×15.",
    );
  });

  it("lets any other fault of the network through", () => {
    expect(() => requireGraph(unequalNetwork, [3, 22])).toThrow(RangeError);
  });
});
