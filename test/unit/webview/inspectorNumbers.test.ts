import { describe, expect, it } from "vitest";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { histogramBinCount, nearZeroBin } from "../../../model/run/histogramBins.js";
import type { NodeStatistics } from "../../../model/run/events.js";
import { emptyHistograms } from "../../../webview/inspector/statistics/emptyHistograms.js";
import {
  firstReading,
  fullHeightOf,
  histogramTable,
  readingText,
  ridgesOf,
} from "../../../webview/inspector/statistics/histogramView.js";
import {
  historiesOf,
  historyTable,
  historyText,
} from "../../../webview/inspector/statistics/historyView.js";
import { pathSharesOf } from "../../../webview/state/pathShares.js";
import { compareReductions } from "../../../webview/inspector/cost/reductions.js";
import { noRun } from "../../../webview/inspector/parts/tab.js";
import { costFacts } from "../../../webview/inspector/cost/cost.js";
import { liveValuesOf } from "../../../webview/state/liveValues.js";
import { unbroken } from "../../../webview/words/unbroken.js";

const graph = buildGraph(googlenet);
const nodeOf = (id: string) => graph.byId.get(id)!;
const idle = liveValuesOf({ statistics: [] });

function statistics(given: Partial<NodeStatistics>): NodeStatistics {
  const none = { activation: null, dead: null, gradient: null };
  return { ...none, energy: null, weight: null, update: null, ...given };
}

describe("what the 1×1 reductions buy", () => {
  it("is a factor of 2.4 to 5.2 in every block", () => {
    const growth = graph.nodes
      .filter(({ kind }) => kind === "block")
      .map((node) => {
        const { withReduction, without } = compareReductions(graph, node)!;
        return without.multiplyAdds / withReduction.multiplyAdds;
      });
    expect(growth).toHaveLength(9);
    expect(Math.min(...growth)).toBeCloseTo(2.41, 2);
    expect(Math.max(...growth)).toBeCloseTo(5.16, 2);
  });

  it("counts a path's window over the whole input of its block", () => {
    expect(compareReductions(graph, nodeOf("b3/3a/path2"))!.without).toMatchObject({
      parameters: 9 * 192 * 128 + 128,
      multiplyAdds: 9 * 192 * 128 * 12 * 12,
    });
  });

  it("counts with a layer what its reduction costs, as its path does", () => {
    for (const { id, parent } of graph.nodes.filter(({ kind }) => kind === "convolution")) {
      const comparison = compareReductions(graph, nodeOf(id));
      if (comparison === null) continue;
      const ofPath = compareReductions(graph, nodeOf(parent!))!;
      const { withReduction, without } = comparison;
      expect(withReduction.multiplyAdds, id).toBe(ofPath.withReduction.multiplyAdds);
      expect(without.multiplyAdds, id).toBe(ofPath.without.multiplyAdds);
    }
    expect(compareReductions(graph, nodeOf("b3/3a/path3/conv5x5"))).toMatchObject({
      reduction: { id: "b3/3a/path3/conv1x1" },
      withReduction: { parameters: 192 * 16 + 16 + 25 * 16 * 32 + 32 },
    });
  });

  it("is nothing where there is none", () => {
    for (const id of ["b1", "b3/3a/path1", "b3/3a/path4", "linear/dense"]) {
      expect(compareReductions(graph, nodeOf(id))).toBeNull();
    }
  });
});

describe("the share of a node in the network's cost", () => {
  it("adds up over the modules", () => {
    const share = (id: string): number =>
      Number.parseFloat(
        costFacts({ graph, node: nodeOf(id) }).find((fact) => fact.id === "parameterShare")!.value,
      );
    const modules = googlenet.modules.map(({ name }) => share(name));
    expect(modules.reduce((sum, part) => sum + part, 0)).toBeCloseTo(100, 0);
  });
});

describe("the memory of a node's weights", () => {
  const memoryOf = (id: string) =>
    costFacts({ graph, node: nodeOf(id) }).find((fact) => fact.id === "memory")?.value;

  it("is told in bytes, and not where there are none", () => {
    expect(memoryOf("b1/conv7x7")).toBe(unbroken("12.8 KB"));
    expect(memoryOf("b1/pool")).toBeUndefined();
    const small = buildGraph(
      { ...googlenet, modules: [{ name: "a", stages: [{ kind: "dense", name: "d", units: 1 }] }] },
      [1, 2, 2],
    );
    const memory = costFacts({ graph: small, node: small.byId.get("a")! });
    expect(memory.find((fact) => fact.id === "memory")?.value).toBe("20 B");
  });
});

describe("what each path contributes", () => {
  const nodes = {
    "b3/3a/path1": statistics({ energy: 1, gradient: 1 }),
    "b3/3a/path2": statistics({ energy: 1, gradient: 2 }),
    "b3/3a/path3": statistics({ energy: 2, gradient: 1 }),
    "b3/3a/path4": statistics({ energy: 0, gradient: 0 }),
  };

  it("weighs the mean squares with the channels, and squares the norms", () => {
    const shares = pathSharesOf(
      graph,
      nodeOf("b3/3a"),
      liveValuesOf({ statistics: [{ step: 1, nodes }] }),
    )!;
    // 64·1 + 128·1 + 32·2 + 32·0 = 256 channels' worth; 1 + 4 + 1 + 0 = 6
    expect(shares.map(({ energy }) => energy)).toEqual([0.25, 0.5, 0.25, 0]);
    expect(shares.map(({ gradient }) => gradient)).toEqual([1 / 6, 4 / 6, 1 / 6, 0]);
  });

  it("is not known where a part is not", () => {
    const partly = { ...nodes, "b3/3a/path3": statistics({ energy: Number.NaN, gradient: 1 }) };
    const live = liveValuesOf({ statistics: [{ step: 1, nodes: partly }] });
    const shares = pathSharesOf(graph, nodeOf("b3/3a/concat"), live)!;
    expect(shares.every(({ energy }) => energy === null)).toBe(true);
    expect(shares[1]!.gradient).toBeCloseTo(4 / 6);
  });

  it("is asked of blocks alone", () => {
    expect(pathSharesOf(graph, nodeOf("b1"), idle)).toBeNull();
  });
});

describe("the histories of a node's live numbers", () => {
  const id = "b1/conv7x7";
  const points = Array.from({ length: 240 }, (_, index) => ({
    step: 10 * (index + 1),
    nodes: { [id]: statistics({ activation: index === 3 ? Number.NaN : index + 1 }) },
  }));
  const historiesAt = (count: number) => {
    const kept = points.slice(0, count);
    const steps = kept.map(({ step }) => step);
    return { steps, histories: historiesOf(id, liveValuesOf({ statistics: kept })) };
  };

  it("say from where to where they go, where anything was measured", () => {
    const [activation, dead] = historiesAt(240).histories;
    expect(historyText(activation!)).toBe(
      "Mean absolute activation, now 240; 1.00 to 240 from step 10 to 2,400",
    );
    expect(historyText(dead!)).toBe("Dead ReLU channels, now –");
    expect(historiesAt(0).histories.every(({ range }) => range === null)).toBe(true);
  });

  it("write their ends and their table as they write what is now", () => {
    const dead = [0.0078, 0.125].map((share, index) => ({
      step: index + 1,
      nodes: { [id]: statistics({ dead: share }) },
    }));
    const histories = historiesOf(id, liveValuesOf({ statistics: dead }));
    const { now, range } = histories.find(({ measure }) => measure.id === "dead")!;
    const [least, most] = [unbroken("0.8 %"), unbroken("12.5 %")];
    expect([range!.least, range!.most, now]).toEqual([least, most, most]);
    const { rows } = historyTable(histories, [1, 2]);
    expect(rows.map(({ cells }) => cells[1])).toEqual([most, least]);
  });

  it("are a short table of what was measured, whose rows stay when a step comes", () => {
    const rowsAt = (count: number): readonly string[] => {
      const { histories, steps } = historiesAt(count);
      const { columns, rows } = historyTable(histories, steps);
      expect(columns.length).toBe(count === 0 ? 1 : 2);
      expect(rows.length).toBeLessThanOrEqual(30);
      return rows.map(({ cells }) => cells.join(" "));
    };
    expect(rowsAt(0)).toEqual([]);
    expect(rowsAt(1)).toEqual(["10 1.00"]);
    expect(rowsAt(4)[0]).toBe("40 –");
    const [before, after] = [rowsAt(235), rowsAt(236)];
    expect(after[0]).toBe("2,360 236");
    expect(after.slice(1)).toEqual(before.slice(1));
  });
});

describe("the history of a layer's histograms", () => {
  const sharesWith = (bin: number): number[] => {
    const shares = new Array<number>(histogramBinCount).fill(0);
    shares[bin] = 0.25;
    shares[nearZeroBin] = 0.75;
    return shares;
  };
  const points = Array.from({ length: 40 }, (_, index) => ({
    step: (index + 1) * 50,
    nodes: { a: { activation: sharesWith(30), weight: null, gradient: null } },
  }));

  it("keeps the first and the newest of many", () => {
    const ridges = ridgesOf(points, "a", "activation");
    expect(ridges).toHaveLength(12);
    expect([ridges[0]!.step, ridges.at(-1)!.step]).toEqual([50, 2000]);
    expect(ridgesOf(points, "a", "weight")).toEqual([]);
    expect(ridgesOf(points, "b", "activation")).toEqual([]);
  });

  it.each([
    ["of another number of bins", [0.5, 0.5]],
    ["with what is no number", [...sharesWith(30).slice(1), Number.NaN]],
    ["that is no list", "0.5"],
  ])("leaves out one %s", (_, activation) => {
    const broken = {
      step: 2050,
      nodes: { a: { activation: activation as never, weight: null, gradient: null } },
    };
    const ridges = ridgesOf([...points, broken], "a", "activation");
    expect(ridges.at(-1)!.step).toBe(2000);
    expect(ridgesOf([broken], "a", "activation")).toEqual([]);
  });

  it("measures its height without the bin around zero", () => {
    expect(fullHeightOf(ridgesOf(points, "a", "activation"))).toBe(0.25);
    expect(fullHeightOf([])).toBe(1);
  });

  it("reads the newest's largest bin out first", () => {
    const ridges = ridgesOf(points, "a", "activation");
    expect(firstReading(ridges)).toEqual({ row: 11, column: nearZeroBin });
    expect(readingText(ridges, { row: 0, column: nearZeroBin })).toBe(
      unbroken("Step 50: 75.0 % of the values in ± 2⁻¹⁶"),
    );
  });

  it("is a table of the newest, the oldest and some between", () => {
    const { steps, bins } = histogramTable(ridgesOf(points, "a", "activation"));
    expect(steps[0]).toBe(2000);
    expect(steps.at(-1)).toBe(50);
    expect(bins.map(({ bin }) => bin)).toEqual([30, nearZeroBin]);
  });
});

describe("no histograms", () => {
  const run = { ...noRun, phase: "training", histogramsEvery: 50 } as const;
  const node = nodeOf("b1/conv7x7");

  it.each([
    ["a group", { node: nodeOf("b3"), run }, "taken of layers"],
    ["no run", { node, run: { ...run, histogramsEvery: null } }, "while a run trains"],
    ["a what-if", { node, run: { ...run, isOfThisNetwork: false } }, "another network"],
    ["a run without them", { node, run: { ...run, histogramsEvery: 0 } }, "takes no histograms"],
    ["a run before the first", { node, run }, "every 50 steps"],
    ["an older record", { node, run: { ...run, phase: "finished" } }, "recorded without them"],
  ] as const)("are explained for %s", (_, contents, text) => {
    expect(emptyHistograms(contents)).toContain(text);
  });
});
