import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInputs } from "../../../model/asking/readInputs.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { isPath } from "../../../model/network/kinds.js";
import { mutablePlaceOf } from "../../../model/network/mutable.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { flowBandsOf } from "../../../webview/layout/flowBands.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import { flowsInto, readersOf, type Flow } from "../../../webview/state/flow/flows.js";
import type { MutedParts } from "../../../webview/state/muting/mutedParts.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { testedNetworks } from "../../support/testedNetworks.js";

const graph = buildGraph(googlenet);

/** As many numbers as the layer's weight has inputs, all different. */
function strengthsOf({ parameterSpecs }: NetworkNode): Float32Array {
  const inputs = parameterSpecs[0]?.shape.at(-2) ?? 0;
  return Float32Array.from({ length: inputs }, (_, channel) => 1 + ((channel * 7) % 13));
}

function allFlows(of: NetworkGraph, muted: MutedParts = []): ReadonlyMap<string, readonly Flow[]> {
  return new Map(
    readersOf(of)
      .map((node) => [node.id, flowsInto(of, node, strengthsOf(node), muted)] as const)
      .filter(([, flows]) => flows.length > 0),
  );
}

function sumOf(flows: readonly Flow[]): number {
  return flows.reduce((sum, { flowing }) => sum + flowing, 0);
}

describe("what flows from path to path", () => {
  it.each(testedNetworks)("adds up to all that each layer of $id reads", (spec) => {
    const of = buildGraph(spec);
    const flows = allFlows(of);
    for (const [layer, each] of flows) expect(sumOf(each), layer).toBeCloseTo(1, 6);
    // Each block whose paths stand one beside the other is read by something, but for the last before a row of features.
    expect(flows.size > 0).toBe(
      of.nodes.some(({ kind, inputs }) => kind === "concat" && inputs.length > 1),
    );
  });

  it.each(testedNetworks)(
    "is nothing from a path of $id that is muted, and else as before",
    (spec) => {
      const of = buildGraph(spec);
      const whole = allFlows(of);
      for (const { id } of of.nodes.filter(isPath)) {
        const place = mutablePlaceOf(of, id);
        if (place === null) continue;
        const muted = allFlows(of, [{ node: place.id, channels: null }]);
        for (const [layer, flows] of muted) {
          const before = whole.get(layer)!;
          flows.forEach((flow, at) => {
            const expected = flow.node === id ? 0 : before[at]!.share;
            expect(flow.flowing, `${id} into ${layer}`).toBeCloseTo(expected, 9);
          });
        }
      }
    },
  );

  it("is by as much less as a part of the path's channels was read", () => {
    const [node] = readersOf(graph);
    const channels = [0, 2, 5];
    const strengths = strengthsOf(node!);
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3, 4), (path) => {
        const source = `b3/3a/path${path}`;
        const place = mutablePlaceOf(graph, source)!.id;
        const before = flowsInto(graph, node!, strengths, []).find((each) => each.node === source)!;
        const after = flowsInto(graph, node!, strengths, [{ node: place, channels }]).find(
          (each) => each.node === source,
        )!;
        const sum = strengths.reduce((all, each) => all + each, 0);
        const lost = channels.reduce((all, each) => all + strengths[before.first + each]!, 0);
        expect(before.flowing - after.flowing).toBeCloseTo(lost / sum, 9);
      }),
      { numRuns: 4 },
    );
  });

  it("is muted behind a pooling, and where paths come together", () => {
    const pool = allFlows(graph, [{ node: "b3/pool", channels: null }]);
    expect(sumOf(pool.get("b4/4a/path1/conv1x1")!)).toBe(0);
    expect(sumOf(pool.get("b3/3b/path1/conv1x1")!)).toBeCloseTo(1, 9);
    const concat = allFlows(graph, [{ node: "b3/3b/concat", channels: [0] }]);
    const [first, second] = concat.get("b4/4a/path4/conv1x1")!;
    expect(first!.flowing).toBeLessThan(first!.share);
    expect(second!.flowing).toBeCloseTo(second!.share, 9);
  });

  it("is asked of the weights, which are summed up where they are", async () => {
    const weight = { shape: [1, 1, 2, 3], values: Float32Array.of(1, 2, 3, 0, 0, 2) };
    const view = {
      step: 7,
      tensors: (ids: readonly string[]) =>
        Promise.resolve(new Map(ids.filter((id) => id === "a/weight").map((id) => [id, weight]))),
    };
    expect(await readInputs.answer(view, ["a", "b"])).toEqual({
      ...{ step: 7, layers: { a: Float32Array.of(14, 4) } },
    });
  });
});

describe("the ribbons of the flow", () => {
  const tall = ({ top0, bottom0 }: { top0: number; bottom0: number }): number => bottom0 - top0;
  const tallEnd = ({ top1, bottom1 }: { top1: number; bottom1: number }): number => bottom1 - top1;

  it.each([...testedNetworks])("of $id fill the ribbons that they are parts of", (spec) => {
    const of = buildGraph(spec);
    const scene = layoutScene(of, null, 3000);
    const flows = allFlows(of);
    const parts = flowBandsOf(scene, of, flows);
    for (const band of scene.bands) {
      const own = parts.filter(({ whole }) => whole === band.id);
      if (own.length === 0) continue;
      const sum = (tallOf: (band: (typeof own)[number]) => number): number =>
        own.reduce((all, each) => all + tallOf(each), 0);
      expect(sum(tall), band.id).toBeCloseTo(tall(band), 6);
      expect(sum(tallEnd), band.id).toBeCloseTo(tallEnd(band), 6);
    }
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
    // Every layer with flows is reached by a ribbon that says how much.
    const reached = new Set(parts.flatMap(({ end }) => end?.layer ?? []));
    expect([...flows.keys()].filter((layer) => !reached.has(layer))).toEqual([]);
  });

  it("go through a pooling with the colors of the paths before it, and narrow where one is muted", () => {
    const scene = layoutScene(graph, null, 3000);
    const muted = mutablePlaceOf(graph, "b3/3b/path2")!.id;
    const parts = flowBandsOf(scene, graph, allFlows(graph, [{ node: muted, channels: null }]));
    const into = parts.filter(({ end }) => end?.layer === "b4/4a/path1/conv1x1");
    expect(into.map(({ hue }) => hue)).toEqual([1, 2, 3, 4]);
    expect(into.map((each) => tallEnd(each) === 0)).toEqual([false, true, false, false]);
    expect(parts.filter(({ whole }) => whole === "b3/3b>b3/pool")).toHaveLength(4);
    expect(parts.filter(({ whole }) => whole === "b3/pool>b4/4a")).toHaveLength(4);
  });

  it("run within a block that stands on a path beside a shortcut", () => {
    const of = buildGraph(residualNetwork);
    const parts = flowBandsOf(layoutScene(of, "body/shortcut", 1000), of, allFlows(of));
    const last = "body/shortcut/path2/conv1x1";
    expect(parts.filter(({ end }) => end?.layer === last).map(({ source }) => source)).toEqual(
      [1, 2, 3].map((path) => `body/shortcut/path2/within/path${path}`),
    );
  });
});
