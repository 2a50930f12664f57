import { describe, expect, it } from "vitest";
import { channelSourcesOf } from "../../../model/network/channelSources.js";
import { channelsOf } from "../../../model/network/family.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { oddNetwork } from "../../support/oddNetwork.js";
import { testedNetworks } from "../../support/testedNetworks.js";

const graph = buildGraph(googlenet);
const sourcesOf = (id: string) => channelSourcesOf(graph, graph.byId.get(id)!);

describe("the channels that a layer reads", () => {
  it("are those of the paths before it, in their order", () => {
    expect(sourcesOf("b3/3b/path2/conv1x1")).toEqual([
      { node: "b3/3a/path1", first: 0, channels: 64 },
      { node: "b3/3a/path2", first: 64, channels: 128 },
      { node: "b3/3a/path3", first: 192, channels: 32 },
      { node: "b3/3a/path4", first: 224, channels: 32 },
    ]);
  });

  it("are the same behind a pooling", () => {
    const nodes = (id: string): readonly string[] => sourcesOf(id).map(({ node }) => node);
    expect(nodes("b4/4a/path1/conv1x1")).toEqual([1, 2, 3, 4].map((path) => `b3/3b/path${path}`));
    expect(nodes("b3/3b/path4/conv1x1")).toHaveLength(4);
    expect(nodes("linear/dense")).toEqual([1, 2, 3, 4].map((path) => `b5/5b/path${path}`));
  });

  it("are named by the path, also where that ends in a block", () => {
    const odd = buildGraph(oddNetwork);
    const sources = channelSourcesOf(odd, odd.byId.get("body/single/path1/conv5x5")!);
    expect(sources.map(({ node }) => node)).toEqual(
      [1, 2, 3].map((path) => `body/the_first_block_with_three_paths/path${path}`),
    );
  });

  it("are of no path where there is no block before it", () => {
    expect(sourcesOf("b1/conv7x7")).toEqual([]);
    expect(sourcesOf("b3/3a/path1/conv1x1")).toEqual([]);
    expect(sourcesOf("b3/3a/path2/conv3x3")).toEqual([]);
  });

  it.each(testedNetworks)("are all of them wherever $id has some", (spec) => {
    const whole = buildGraph(spec);
    for (const node of whole.nodes) {
      const sources = channelSourcesOf(whole, node);
      if (sources.length === 0) continue;
      const channels = sources.reduce((sum, source) => sum + source.channels, 0);
      if (node.kind === "dense") continue;
      expect(channels, node.id).toBe(channelsOf(node.inputShape));
    }
  });
});
