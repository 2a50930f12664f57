import { describe, expect, it } from "vitest";
import { masksOf } from "../../../model/asking/mutedParts.js";
import { Reference } from "../../../model/engine/reference/reference.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { googlenetPaper } from "../../../model/network/googlenet-paper/spec.js";
import { mutablePlaceOf, mutablePlaces } from "../../../model/network/mutable.js";
import { testMuting } from "../../support/mutingSuite.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { testedNetworks } from "../../support/testedNetworks.js";

testMuting({
  title: "the reference",
  open: (program, images) => {
    const indices = Int32Array.from({ length: images.count }, (_, index) => index);
    return Promise.resolve({
      ask: (tensors) => {
        const reference = new Reference(program, images);
        for (const { id } of program.state) reference.write(id, tensors.get(id) ?? []);
        reference.run(program.evaluation, indices);
        return Promise.resolve(new Map(program.asked.map((id) => [id, reference.read(id).data])));
      },
      close: () => undefined,
    });
  },
});

describe("what can be muted", () => {
  it("is every path, every shortcut, and every node but the scores", () => {
    const graph = buildGraph(googlenet);
    expect(mutablePlaceOf(graph, "b3/3a/path2")).toEqual({
      ...{ id: "b3/3a/path2/conv3x3", value: "b3/3a/path2/conv3x3", channels: 128, reader: null },
    });
    for (const id of ["linear/dense", "b3/3a", "b3", "input", "nowhere"]) {
      expect(mutablePlaceOf(graph, id), id).toBeNull();
    }
    const residual = buildGraph(residualNetwork);
    expect(mutablePlaceOf(residual, "body/sums/path3/again/path3")).toEqual({
      ...{ id: "body/sums/path3/again/path3", value: "body/shortcut/add", channels: 6 },
      reader: { join: "body/sums/path3/again/add", input: 2 },
    });
    // A head's is all that goes on.
    expect(mutablePlaceOf(residual, "body/head/path1")).toBeNull();
  });

  it("is nothing of a head, which is no part of the use", () => {
    const graph = buildGraph(googlenetPaper);
    const heads = graph.nodes.filter(({ isTrainingOnly }) => isTrainingOnly === true);
    expect(heads.filter(({ id }) => mutablePlaceOf(graph, id) !== null)).toEqual([]);
  });

  it.each(testedNetworks)("has each of its places in $id once", (spec) => {
    const places = mutablePlaces(buildGraph(spec));
    expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
    expect(places.length).toBeGreaterThan(5);
  });

  it("is told in one sentence where it is not there", () => {
    const graph = buildGraph(googlenet);
    expect(() => masksOf(graph, [{ node: "b9/9z", channels: null }])).toThrow(
      "The network has no part b9/9z that can be muted.",
    );
    expect(() => masksOf(graph, [{ node: "b1/conv7x7", channels: [64] }])).toThrow(
      "b1/conv7x7 has no channel 64.",
    );
  });
});
