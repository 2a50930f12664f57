import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { isBlock, isJoin, isPath, isScope } from "../../../model/network/kinds.js";
import { membersOf } from "../../../model/network/family.js";
import { layoutScene } from "../../../webview/layout/layoutScene.js";
import { neighbor, type Direction } from "../../../webview/layout/neighbor.js";
import { firstScope, scopeAround, scopeFor } from "../../../webview/layout/navigation.js";
import { oddNetwork } from "../../support/oddNetwork.js";
import { testedNetworks } from "../../support/testedNetworks.js";

const graph = buildGraph(googlenet);
const block = layoutScene(graph, "b3/3a", 1000);
const whole = layoutScene(graph, null, 1400);

describe("arrow keys", () => {
  it.each<[string, Direction, string | null]>([
    ["b3/3a/path2/conv1x1", "right", "b3/3a/path2/conv3x3"],
    ["b3/3a/path2/conv3x3", "left", "b3/3a/path2/conv1x1"],
    ["b3/3a/path2/conv1x1", "down", "b3/3a/path3/conv1x1"],
    ["b3/3a/path3/conv5x5", "up", "b3/3a/path2/conv3x3"],
    ["b3/3a/path1/conv1x1", "up", null],
    ["b3/3a/path4/conv1x1", "right", "b3/3a/concat"],
    ["b3/3a/path1", "down", "b3/3a/path2"],
    ["b3/3a", "right", "b3/3a/path1/conv1x1"],
    ["b3/3a", "down", "b3/3a/path1/conv1x1"],
    ["b3/3a", "left", "b3/3a/concat"],
    ["b3/3a", "up", "b3/3a/concat"],
    ["unknown", "right", null],
  ])("in a block from %s %s to %s", (from, direction, to) => {
    expect(neighbor(graph, block, from, direction)).toBe(to);
  });

  it.each<[string, Direction, string | null]>([
    ["b1/conv7x7", "right", "b1/pool"],
    ["b2/pool", "right", "b3/3a"],
    ["b3/3a", "right", "b3/3b"],
    ["b3", "right", "b4"],
    ["b1", "left", null],
    ["linear/dense", "right", null],
    ["b3/3a/concat", "right", "b3/3b/path2/conv1x1"],
  ])("in the whole from %s %s to %s", (from, direction, to) => {
    expect(neighbor(graph, whole, from, direction)).toBe(to);
  });
});

describe.each(testedNetworks)("arrow keys in $id", (network) => {
  const graph = buildGraph(network);

  it("lead from the frame of every scope into it, in every direction", () => {
    for (const scope of graph.nodes.filter(isScope)) {
      const scene = layoutScene(graph, scope.id, 1000);
      for (const direction of ["left", "right", "up", "down"] as const) {
        const next = neighbor(graph, scene, scope.id, direction);
        expect(next?.startsWith(`${scope.id}/`), `${scope.id} ${direction}`).toBe(true);
      }
    }
  });

  /** All that one key reaches, again and again. */
  function walk(scope: string | null, from: string, direction: Direction): readonly string[] {
    const scene = layoutScene(graph, scope, 1400);
    const reached: string[] = [];
    for (let id: string | null = from; id !== null; id = neighbor(graph, scene, id, direction)) {
      reached.push(id);
    }
    return reached;
  }

  it("reach every stage from the first, to the right", () => {
    const stages = graph.nodes
      .filter(({ parent }) => graph.byId.get(parent ?? "")?.kind === "module")
      .map(({ id }) => id);
    expect(walk(null, stages[0]!, "right")).toEqual(stages);
    expect(walk(null, stages.at(-1)!, "left")).toEqual(stages.toReversed());
  });

  it("reach every path of every block from the first, down, and along it the concatenation", () => {
    for (const { id } of graph.nodes.filter(isBlock)) {
      const paths = membersOf(graph, id)
        .filter(isPath)
        .map((path) => path.id);
      expect(walk(id, paths[0]!, "down")).toEqual(paths);
      const join = membersOf(graph, id).find(isJoin)!.id;
      for (const path of paths) {
        const stages = membersOf(graph, path);
        // A shortcut has nothing to walk along.
        if (stages.length === 0) continue;
        const walked = walk(id, firstLayerOf(path), "right");
        if (graph.byId.get(path)?.isTrainingOnly === true) {
          // A branch to scores of its own ends there.
          expect(walked).toEqual(stages.map((stage) => stage.id));
          continue;
        }
        if (!stages.some(isBlock)) {
          expect(walked).toEqual([...stages.map((stage) => stage.id), join]);
        }
        expect(walked.at(-1)).toBe(join);
      }
    }
  });

  function firstLayerOf(path: string): string {
    return graph.nodes.find(({ id, layer }) => layer && id.startsWith(`${path}/`))!.id;
  }

  it("stay within the picture, from every node of every scope", () => {
    for (const scope of [null, ...graph.nodes.filter(isScope).map(({ id }) => id)]) {
      const scene = layoutScene(graph, scope, 1000);
      const ids = new Set(scene.nodes.map(({ id }) => id));
      for (const id of ids) {
        for (const direction of ["left", "right", "up", "down"] as const) {
          const next = neighbor(graph, scene, id, direction);
          expect(next === null || (next !== id && ids.has(next)), `${id} ${direction}`).toBe(true);
        }
      }
    }
  });
});

describe("scopes", () => {
  it("are the nearest block or module", () => {
    expect(scopeFor(graph, "b3/3a/path2/conv3x3")).toBe("b3/3a");
    expect(scopeFor(graph, "b1/pool")).toBe("b1");
    expect(scopeFor(graph, "input")).toBeNull();
    expect(scopeFor(graph, "unknown")).toBeNull();
  });

  it("lead outwards", () => {
    expect(scopeAround(graph, "b3/3a")).toBe("b3");
    expect(scopeAround(graph, "b3")).toBeNull();
    expect(scopeAround(graph, null)).toBeNull();
  });

  it("begin with the first block", () => {
    expect(firstScope(graph)).toBe("b3/3a");
    expect(firstScope(buildGraph(oddNetwork))).toBe("body/the_first_block_with_three_paths");
  });
});
